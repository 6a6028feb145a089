// Prints the GEXF named by the first argument, as graphology-gexf reads it, as JSON.
const { readFileSync } = require("node:fs");
const { MultiDirectedGraph } = require("graphology");
const gexf = require("graphology-gexf");

const graph = gexf.parse(MultiDirectedGraph, readFileSync(process.argv[2], "utf8"), { addMissingNodes: false });
process.stdout.write(JSON.stringify(graph.export()));
