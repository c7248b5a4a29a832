//! `docparity lsp`: what an editor shows of the pages that are open in it.

mod actions;
mod answers;
mod diagnostics;
mod place;
mod state;

use std::error::Error as StdError;

use docparity::error::Error;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, GotoDefinition, GotoImplementation, HoverRequest, InlayHintRequest, References,
    RegisterCapability, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, FileSystemWatcher, GlobPattern, HoverProviderCapability,
    ImplementationProviderCapability, InitializeParams, OneOf, Registration, RegistrationParams, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};
use serde::de::DeserializeOwned;

use crate::{CLEAN, Failure, args};
use state::State;

/// What goes wrong with the connection.
type Broken = Box<dyn StdError + Sync + Send>;

pub(crate) fn run(args: &args::Lsp) -> Result<u8, Failure> {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, args);
    // The writing thread ends with the last sender.
    drop(connection);
    let served = served.and_then(|()| Ok(threads.join()?));
    served.map_err(|error| Error::Usage(format!("the editor cannot be served: {error}")))?;
    Ok(CLEAN)
}

fn serve(connection: &Connection, args: &args::Lsp) -> Result<(), Broken> {
    let (id, params) = connection.initialize_start()?;
    let params: InitializeParams = serde_json::from_value(params)?;
    let server = serde_json::json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": "docparity", "version": env!("DOCPARITY_VERSION") },
    });
    connection.initialize_finish(id, server)?;
    if can_watch(&params) {
        connection.sender.send(watching().into())?;
    }
    let mut state = State::new(args);
    for message in &connection.receiver {
        match message {
            Message::Request(request) if connection.handle_shutdown(&request)? => break,
            Message::Request(request) => connection.sender.send(answer(&mut state, request).into())?,
            Message::Notification(notification) => heed(&mut state, notification),
            Message::Response(_) => {}
        }
        // Who types fast is told of what stands there when all of it has arrived.
        if connection.receiver.is_empty() {
            for told in state.check() {
                connection.sender.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), told).into())?;
            }
            for told in state.complaints() {
                connection.sender.send(told.into())?;
            }
        }
    }
    Ok(())
}

fn capabilities() -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::FULL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = vec![CodeActionKind::QUICKFIX, actions::FIX_ALL];
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(
            CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() }.into(),
        ),
        inlay_hint_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    }
}

/// Whether the editor tells of changed files where it is asked to.
fn can_watch(params: &InitializeParams) -> bool {
    let workspace = params.capabilities.workspace.as_ref();
    let watched = workspace.and_then(|workspace| workspace.did_change_watched_files);
    watched.and_then(|watched| watched.dynamic_registration).unwrap_or_default()
}

/// Asks the editor to tell of pages and configurations that change on the disk.
fn watching() -> Request {
    let globs = ["**/*.{md,markdown,mdx}", "**/docparity.{yaml,yml}"];
    let watchers =
        globs.map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None });
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.into() };
    let registration = Registration {
        id: "files".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let params = RegistrationParams { registrations: vec![registration] };
    Request::new("files".to_owned().into(), RegisterCapability::METHOD.to_owned(), params)
}

fn answer(state: &mut State, request: Request) -> Response {
    let Request { id, method, params } = request.clone();
    let result = match &*method {
        HoverRequest::METHOD => read(params).map(|params| json(answers::hover(state, &params))),
        GotoDefinition::METHOD => read(params).map(|params| json(answers::definition(state, &params))),
        GotoImplementation::METHOD => read(params).map(|params| json(answers::implementation(state, &params))),
        References::METHOD => read(params).map(|params| json(answers::references(state, &params))),
        InlayHintRequest::METHOD => read(params).map(|params| json(answers::inlay_hints(state, &params))),
        CodeActionRequest::METHOD => read(params).map(|params| json(actions::actions(state, &params))),
        _ => {
            let message = format!("docparity does not answer {method}");
            return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
        }
    };
    match result {
        Ok(result) => Response::new_ok(id, result),
        Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}

fn read<P: DeserializeOwned>(params: serde_json::Value) -> serde_json::Result<P> {
    serde_json::from_value(params)
}

fn json(value: impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// What is told wrongly is left aside: nobody waits for an answer.
fn heed(state: &mut State<'_>, notification: Notification) {
    let Notification { method, params } = notification;
    let heeded: serde_json::Result<()> = match &*method {
        DidOpenTextDocument::METHOD => {
            read(params).map(|opened: DidOpenTextDocumentParams| state.open(opened.text_document))
        }
        DidChangeTextDocument::METHOD => read(params).map(|changed: DidChangeTextDocumentParams| {
            let text = changed.content_changes.into_iter().next_back().map(|change| change.text);
            state.change(&changed.text_document, text.unwrap_or_default());
        }),
        DidCloseTextDocument::METHOD => {
            read(params).map(|closed: DidCloseTextDocumentParams| state.close(&closed.text_document.uri))
        }
        DidSaveTextDocument::METHOD => {
            read(params).map(|saved: DidSaveTextDocumentParams| state.saved(&saved.text_document.uri))
        }
        DidChangeWatchedFiles::METHOD => {
            read(params).map(|changed: DidChangeWatchedFilesParams| state.changed_on_disk(&changed.changes))
        }
        _ => Ok(()),
    };
    let _ = heeded;
}
