//! The tests of the program and of the library as their users see them, in one binary: it is linked once.

#[cfg(target_os = "linux")]
mod action;
mod annotations;
mod baseline;
mod book;
mod cache;
mod changed_since;
mod cli;
mod code_scanning;
mod configuration;
mod configuration_reference;
mod damage;
mod english_tree;
mod fix;
mod fix_cells;
mod fix_markup;
mod fix_marks;
#[cfg(unix)]
mod fix_unlucky;
mod fixtures;
mod floors;
mod formats;
mod git_dates;
mod gone;
mod history;
mod hostile;
mod ignore;
mod layouts;
mod layouts_in_doubt;
mod library;
#[cfg(target_os = "linux")]
mod limits;
mod lsp;
mod marks;
mod min_severity;
mod nested;
mod openapi;
mod outdated;
mod outputs;
mod profiles;
mod readme;
mod report_contract;
mod report_outdated;
mod report_receivers;
mod report_review;
mod report_scope;
mod reports;
mod rules_reference;
mod shards;
mod snapshots;
mod stamp;
mod streams;
mod support;
mod triage;
mod unbuilt;
mod watch;
