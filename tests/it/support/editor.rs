//! An editor without a screen: speaks with `docparity lsp` as editors do.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::{Project, command};

/// An answer that takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Editor {
    server: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    requests: u64,
    /// What the server told without being asked, and nobody looked at yet.
    told: Vec<Value>,
}

impl Editor {
    /// Starts the server for a project.
    pub(crate) fn new(project: &Project) -> Self {
        let mut command = command(&["lsp"]);
        command.current_dir(project.at(".")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().expect("the program starts");
        let (stdin, stdout) = (server.stdin.take().expect("a pipe"), server.stdout.take().expect("a pipe"));
        let (send, messages) = channel();
        std::thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read(&mut stdout) {
                if send.send(message).is_err() {
                    break;
                }
            }
        });
        let mut editor = Self { server, stdin, messages, requests: 0, told: Vec::new() };
        let capabilities = json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}});
        editor.request("initialize", json!({"processId": null, "rootUri": null, "capabilities": capabilities}));
        editor.notify("initialized", json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The result of a request.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("an answer");
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
            self.told.push(message);
        }
    }

    /// What the server tells next with this method.
    pub(crate) fn told(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.told.iter().position(|message| message["method"] == method) {
                return self.told.remove(at)["params"].clone();
            }
            let message = self.messages.recv_timeout(PATIENCE).expect("a message");
            self.told.push(message);
        }
    }

    /// Opens a page with this text; returns what is found on it.
    pub(crate) fn open(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let page = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": page}));
        self.diagnostics(uri, 1)
    }

    /// Changes the text of an open page; returns what is found on it.
    pub(crate) fn change(&mut self, uri: &str, version: i64, text: &str) -> Vec<Value> {
        let page = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": page, "contentChanges": [{"text": text}]}));
        self.diagnostics(uri, version)
    }

    /// What is found in a version of a page.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let told = self.told("textDocument/publishDiagnostics");
            if told["uri"] == uri && told["version"] == version {
                return told["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    /// Ends the server as editors do.
    pub(crate) fn end(mut self) {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert!(self.server.wait().expect("an end").success());
    }
}

fn read(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().expect("a number"),
            Some(_) => {}
            None => break,
        }
    }
    let mut text = vec![0; length];
    stdout.read_exact(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

/// The text after edits of an editor.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(text, &range["start"]), offset(text, &range["end"]), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    edits.iter().rev().for_each(|(start, end, new)| text.replace_range(*start..*end, new));
    text
}

/// The byte at a place, whose columns are units of UTF-16.
pub(crate) fn offset(text: &str, place: &Value) -> usize {
    let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("a small number");
    let (line, column) = (number("line"), number("character"));
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    let sign = text[start..].char_indices().find(|(_, sign)| {
        let is_there = units == column;
        units += sign.len_utf16();
        is_there
    });
    sign.map_or(text.len(), |(at, _)| start + at)
}

/// The place of the first `sought` in a text.
pub(crate) fn position(text: &str, sought: &str) -> Value {
    let at = text.find(sought).unwrap_or_else(|| panic!("no {sought}"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    json!({"line": line, "character": text[start..at].encode_utf16().count()})
}
