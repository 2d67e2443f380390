// node ask.cjs ENDPOINT QUERY: Comunica as a client; prints the rows of a SELECT as JSON, one a line.
const { QueryEngine } = require("@comunica/query-sparql-file");

const [value, query] = process.argv.slice(2);
new QueryEngine().queryBindings(query, { sources: [{ type: "sparql", value }] }).then((rows) =>
  rows.on("data", (row) => {
    const values = [...row].map(([name, term]) => [name.value, term.value]);
    console.log(JSON.stringify(Object.fromEntries(values)));
  }),
);
