// node serve.cjs FILE PORT: Comunica's own endpoint over a Turtle file.
// Its command compiles the engine anew in two processes and listens on every address; this takes
// the engine that is compiled already, in one process, on loopback.
const { Server } = require("node:net");
const { HttpServiceSparqlEndpoint } = require("@comunica/actor-init-query");
const { QueryEngine } = require("@comunica/query-sparql-file");

const [file, port] = process.argv.slice(2);
const { listen } = Server.prototype;
Server.prototype.listen = function (where) {
  return listen.call(this, where, "127.0.0.1");
};
process.send = () => {}; // the command's first process counts queries
Object.assign(Object.create(HttpServiceSparqlEndpoint.prototype), {
  engine: new QueryEngine(),
  context: { sources: [file] },
  timeout: 60_000,
  lastQueryId: 0,
  port: Number(port),
}).runWorker(process.stdout, process.stderr);
