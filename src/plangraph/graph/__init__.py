"""The only wing that speaks RDF."""
