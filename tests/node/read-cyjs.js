// Prints the Cytoscape JSON named by the first argument, as Cytoscape.js reads it, as JSON: what of the style it took for each
// node and edge is told beside it.
const { readFileSync } = require("node:fs");
const cytoscape = require("cytoscape");

const warnings = [];
console.warn = (...words) => warnings.push(words.join(" "));
const { elements, style } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const graph = cytoscape({ headless: true, styleEnabled: true, elements, style, layout: { name: "preset" } });
const nodes = graph.nodes().map((node) => ({
  data: node.data(),
  position: node.position(),
  colour: node.style("background-color"),
  width: node.width(),
}));
const edges = graph.edges().map((edge) => ({ data: edge.data(), colour: edge.style("line-color") }));
graph.destroy(); // or its clock runs on
process.stdout.write(JSON.stringify({ nodes, edges, warnings }));
