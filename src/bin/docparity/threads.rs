//! The threads of a run: as many as are asked for, or as the system has.

use std::thread::{self, Builder};

use docparity::error::Error;
use rayon::ThreadPoolBuilder;

use crate::warn;

/// Starts the threads. Where the system gives fewer than one a core, or none, a run takes those that it gets.
///
/// # Errors
///
/// The system gives fewer threads than are asked for.
pub(crate) fn start(asked: Option<usize>) -> Result<(), Error> {
    let wanted = asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let given = given(wanted);
    if given < wanted && asked.is_some() {
        return Err(Error::Usage(format!("--threads {wanted}: the system gives {given} threads")));
    }
    if given < wanted {
        warn(&format!("the system gives {given} threads instead of {wanted}: the run takes longer"));
    }
    let pool = match given {
        0 => ThreadPoolBuilder::new().num_threads(1).use_current_thread(),
        given => ThreadPoolBuilder::new().num_threads(given),
    };
    pool.build_global().map_err(|error| Error::Usage(format!("threads cannot be started: {error}")))
}

/// How many threads the system gives at once, of so many. A pool that failed to start cannot be started again.
fn given(wanted: usize) -> usize {
    thread::scope(|scope| {
        let mut started = Vec::new();
        for _ in 0..wanted {
            match Builder::new().spawn_scoped(scope, thread::park) {
                Ok(thread) => started.push(thread),
                Err(_) => break,
            }
        }
        started.iter().for_each(|thread| thread.thread().unpark());
        started.len()
    })
}
