"""Draw links by chance, for a person to read: ``python benchmarks/draw_links.py [--seed N] [--count N] [FILE...]``.

Prints Markdown, one link a section with its evidence and an empty line for the judgement; `docs/link-review.md` is made
of it. The same graph, seed and count give the same links.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from plangraph.files import shipped
from plangraph.uses import packs, queries


def main() -> None:
    """Print the links drawn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[shipped("data") / "ttl"])
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--count", type=int, default=30)
    given = parser.parse_args()
    links = queries.run(packs.find("ledger/links").text, given.files, trusted=True).rows
    drawn = sorted(random.Random(given.seed).sample(range(len(links)), min(given.count, len(links))))
    print(f"{len(drawn)} of {len(links)} links, seed {given.seed}\n")
    for number, place in enumerate(drawn, 1):
        result, commitment, relation, score, reason = links[place]
        print(f"{number}. `{relation}` {score}\n   - {result}\n   - {commitment}\n   - {reason}\n   - ?\n")


if __name__ == "__main__":
    main()
