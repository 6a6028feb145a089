"""How the ledger's page looks: one style sheet, on paper with every row opened, in light and dark."""

from __future__ import annotations

import base64
import hashlib

from plangraph.model import Verdict

MARKS = {  # beside the word, so that a verdict is never told by colour alone
    Verdict.MET: "✓",
    Verdict.EXCEEDED: "＋",
    Verdict.PARTLY_MET: "◐",
    Verdict.NOT_MET: "✗",
    Verdict.ONGOING: "→",
    Verdict.DROPPED: "∅",
    Verdict.CANNOT_JUDGE: "？",
}
_COLOURS = """
:root { color-scheme: light dark; --page: #fff; --ink: #1c1c1e; --soft: #56565c; --line: #d4d4da; --field: #f5f5f7; --mark: #fff0a8;
  --met: #0b6b3a; --exceeded: #00606b; --partly_met: #8a4b00; --not_met: #a8201a; --ongoing: #1d55a5; --dropped: #6b2c8f;
  --cannot_judge: #56565c }
@media screen and (prefers-color-scheme: dark) { :root { --page: #17171a; --ink: #ececf0; --soft: #acacb6; --line: #3c3c44;
  --field: #222227; --mark: #5c4c00; --met: #6fd39b; --exceeded: #62d0dc; --partly_met: #f0b45e; --not_met: #ff8f86;
  --ongoing: #8fbcff; --dropped: #d3a4f2; --cannot_judge: #acacb6 } }
"""
_LAYOUT = """
body { margin: 0 auto; max-width: 68rem; padding: 1rem; background: var(--page); color: var(--ink);
  font: 1rem/1.65 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; margin: 0 } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem } h3 { font-size: .95rem; margin: 0 }
a { color: inherit } p { margin: .4rem 0 } .soft, code { color: var(--soft); font-size: .85rem }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: 1rem 0; padding: .4rem .8rem }
label { display: inline-block; margin-right: 1.2rem; white-space: nowrap }
article { border: 1px solid var(--line); border-left: .35rem solid var(--colour); border-radius: .3rem; margin: .5rem 0; padding: .5rem .8rem }
article:target { outline: .15rem solid var(--colour) }
summary { cursor: pointer } .chip { color: var(--colour); font-weight: 700; margin: 0 .6rem 0 .2rem }
.outcome { display: block; color: var(--soft); padding-left: 1.2rem }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: .6rem }
.side { background: var(--field); border-radius: .3rem; padding: .5rem .8rem }
.context { color: var(--soft) } .context b { color: var(--ink) }
mark { background: var(--mark); color: inherit }
table { border-collapse: collapse; margin: .6rem 0; width: 100% }
th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top }
@media (max-width: 45rem) { .sides { grid-template-columns: 1fr } }
@media screen { details:not([open]) + .more { display: none } article:target > .more { display: block } }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt } fieldset { display: none } summary { list-style: none }
  .side { border: 1px solid var(--line) } .side, tr { break-inside: avoid } h2, summary { break-after: avoid } }
"""
_PER_VERDICT = """.{0} {{ --colour: var(--{0}) }}
body:has(#only-{0}:checked) article:not(.{0}):not(:target) {{ display: none }}
"""
STYLE = _COLOURS + _LAYOUT + "".join(_PER_VERDICT.format(v) for v in Verdict)
POLICY = (
    "default-src 'none'; style-src 'sha256-"
    + base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    + "'; base-uri 'none'; form-action 'none'"
)
