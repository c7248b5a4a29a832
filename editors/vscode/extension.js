// Starts `docparity lsp` for pages in Markdown and MDX.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const settings = workspace.getConfiguration("docparity");
  const server = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  const documentSelector = ["markdown", "mdx"].map((language) => ({ scheme: "file", language }));
  client = new LanguageClient("docparity", "docparity", server, { documentSelector });
  return client.start();
};

exports.deactivate = () => client?.stop();
