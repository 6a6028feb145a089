"""The reconciliation service as OpenRefine asks it: manifest, batches, single queries, suggestions, previews, extensions."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from plangraph.errors import LimitError, UsageError
from plangraph.files import shipped
from plangraph.knowledge.things import Kind, Thing
from plangraph.uses import reconciliation_server
from plangraph.uses.catalogue import read_catalogue
from plangraph.uses.reconciliation import MOST_QUERIES, answer
from plangraph.uses.reconciliation_server import MOST_BYTES, Server
from plangraph.uses.register import LIKELY, Register

PLAN = "https://w3id.org/plangraph/ontology#"
ID = "https://w3id.org/plangraph/id/"
SCHEME = "https://w3id.org/plangraph/scheme/indicator/"
SCHEMA = json.loads((Path(__file__).parent.parent / "schemas/reconciliation.schema.json").read_text(encoding="utf-8"))
Found = dict[str, Any]


@pytest.fixture(scope="module")
def register() -> Register:
    strange = Thing("urn:x", Kind.PLACE, ("<script>alert(1)</script>",))
    return Register([*read_catalogue(shipped("data") / "ttl/110102/2022.ttl").things, strange])


@pytest.fixture(scope="module")
def server(register: Register) -> Iterator[Server]:
    with Server(register) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


class Answer:
    """What came back: status, headers, text."""

    def __init__(self, server: Server, method: str, path: str, body: str | None = None, **headers: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        connection.request(method, path, body, {**form, **headers})
        response = connection.getresponse()
        self.status, self.headers, self.text = response.status, response.headers, response.read().decode()
        connection.close()

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def check(name: str, value: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    whole = jsonschema.Draft202012Validator({**SCHEMA, "$ref": f"#/$defs/{name}"})
    assert [e.message for e in whole.iter_errors(value)] == []


def test_the_manifest_describes_the_service(server: Server) -> None:
    got = Answer(server, "GET", "/")
    assert (got.status, got.headers["Access-Control-Allow-Origin"]) == (200, "*")
    check("manifest", got.json)
    assert got.json["suggest"]["entity"]["service_url"] == server.address
    assert {t["id"] for t in got.json["defaultTypes"]} == {PLAN + kind for kind in Kind}


QUERIES = {
    "q0": {"query": "西城区教委"},
    "q1": {"query": "西城区发改委", "type": PLAN + "Organisation", "limit": 3},
    "q2": {"query": "区发展改革委", "type": ["Organisation"], "properties": [{"pid": "area", "v": "西城区"}]},
    "q3": {"query": "11 01 02"},
    "q4": {"query": "登记失业率", "type": "plan:Indicator", "type_strict": "any"},
    "q5": {"query": "双减"},
    "q6": {"query": "金融街", "type": "https://example.org/Unknown"},
    "q7": {"query": "区发展改革委", "properties": [{"pid": "area", "v": {"id": f"{ID}area/110102"}}]},
    "q8": {"query": "发改委", "properties": [{"pid": "area", "v": f"{ID}area/110102"}]},
    "q9": {"query": "经济增长", "properties": [{"pid": "area", "v": " 11 01 02"}]},
}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch(server: Server, method: str) -> None:
    form = urlencode({"queries": json.dumps(QUERIES)})
    got = Answer(server, "GET", f"/?{form}") if method == "GET" else Answer(server, "POST", "/", form)
    check("batch", got.json)
    assert got.json.keys() == QUERIES.keys()
    best = {key: [(c["name"], c["match"]) for c in found["result"][:1]] for key, found in got.json.items()}
    assert best == {
        "q0": [],
        "q1": [("北京市西城区发展和改革委员会", True)],
        "q2": [("北京市西城区发展和改革委员会", True)],
        "q3": [("北京市西城区", True)],
        "q4": [("登记失业率", True)],
        "q5": [("双减", False)],  # a term, a programme and a document
        "q6": [],
        "q7": [("北京市西城区发展和改革委员会", True)],
        "q8": [("北京市西城区发展和改革委员会", True)],
        "q9": [("地区生产总值增速", True)],
    }
    assert {t["id"] for c in got.json["q5"]["result"] for t in c["type"]} >= {PLAN + "GlossaryTerm", PLAN + "Programme"}


BODIES = Register(
    Thing(f"urn:{code}.{n}", Kind.ORGANISATION, (name,), home=code)
    for code, names in {
        "110102": ("北京市西城区发展和改革委员会", "北京市西城区教育委员会", "北京市教育委员会"),
        "110101": ("东城区发改委", "国家发展和改革委员会"),
    }.items()
    for n, name in enumerate(names)
)


@pytest.mark.parametrize(
    ("name", "area", "found"),
    [
        ("发改委", None, [("urn:110101.0", 60, False), ("urn:110102.0", 60, False)]),
        (" 区发展改革委", None, [("urn:110101.0", 60, False), ("urn:110102.0", 60, False)]),
        ("区教委", None, [("urn:110102.1", 60, False)]),
        ("市教委", None, [("urn:110102.2", 60, False)]),
        ("省教委", None, []),
        ("区教委", "110102", [("urn:110102.1", 100, True)]),
        ("区域", None, []),
        ("发改委", "110102", [("urn:110102.0", 100, True)]),
        ("发改委", "110105", []),  # those of other areas have less
    ],
)
def test_a_body_without_its_area_may_be_that_of_any(
    name: str, area: str | None, found: list[tuple[str, float, bool]]
) -> None:
    got = [c for c in BODIES.find(name, area=area) if c.score >= 60]
    assert [(c.thing.iri, c.score, c.match) for c in got] == found
    assert BODIES.find(name, [Kind.PLACE], area) == []


def test_a_level_comes_before_its_growth_where_the_name_says_no_measure() -> None:
    things = [*read_catalogue(shipped("data") / "ttl/districts.ttl").things]
    register = Register(sorted(things, key=lambda t: t.iri))
    for name, units in (("固定资产投资", {"亿元"}), ("固定资产投资增速", {"%"}), ("社会消费品零售总额", {"亿元"})):
        first, *others = register.find(name, limit=50)
        assert (first.thing.iri.startswith(SCHEME), first.match) == (True, True)
        assert {c.thing.unit for c in others if c.score == LIKELY} == units
    rates = [c.thing.name for c in register.find("登记失业率", limit=50)[1:]]
    assert rates == sorted(rates, key=["登记失业率", "城镇登记失业率", "城镇调查失业率"].index)


@pytest.mark.parametrize("text", ["金融街", json.dumps({"query": "金融街", "type": PLAN + "Place"})])
def test_a_single_query(server: Server, text: str) -> None:
    got = Answer(server, "GET", "/?" + urlencode({"query": text}))
    check("candidates", got.json)
    assert (got.json["result"][0]["name"], got.json["result"][0]["score"]) == ("金融街", 100)


def test_answers_come_as_jsonp_to_names_of_functions_only(server: Server) -> None:
    got = Answer(server, "GET", "/?callback=jQuery1_2.done")
    assert got.headers["Content-Type"].startswith("application/javascript")
    match = re.fullmatch(r"/\*\*/jQuery1_2\.done\((.*)\);", got.text, re.DOTALL)
    assert match
    check("manifest", json.loads(match[1]))
    assert Answer(server, "GET", "/?callback=" + quote("alert(1)//")).status == 400


@pytest.mark.parametrize(
    ("path", "schema", "first"),
    [
        (f"/suggest/entity?prefix={quote('金融街')}", "entities", "金融街"),
        (f"/suggest/entity?prefix={quote('教育')}&cursor=1", "entities", None),
        (f"/suggest/type?prefix={quote('机构')}", "types", "机构 / organisation"),
        ("/suggest/type?prefix=PLACE", "types", "地点 / place"),
        ("/suggest/property?prefix=area", "properties", "地区 / area"),
        ("/suggest/entity?prefix=", "entities", None),
    ],
)
def test_suggestions(server: Server, path: str, schema: str, first: str | None) -> None:
    got = Answer(server, "GET", path)
    check(schema, got.json)
    if first:
        assert got.json["result"][0]["name"] == first


def test_previews_and_flyouts_escape_what_they_show(server: Server) -> None:
    got = Answer(server, "GET", "/preview?id=urn:x")
    assert got.headers["Content-Type"].startswith("text/html")
    assert got.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "&lt;script&gt;" in got.text
    assert "<script>" not in got.text
    flyout = Answer(server, "GET", "/flyout/entity?id=" + quote(f"{ID}area/110102"))
    assert flyout.json["html"].startswith("<p>北京市西城区")
    assert Answer(server, "GET", "/preview?id=urn:none").status == 404


def test_a_table_is_extended(server: Server) -> None:
    check("proposal", Answer(server, "GET", f"/extend/propose?type={quote(PLAN + 'Place', safe='')}&limit=2").json)
    asked = {"ids": [f"{ID}area/110102", "urn:none"], "properties": [{"id": "code"}, {"id": "area"}, {"id": "none"}]}
    got = Answer(server, "POST", "/", urlencode({"extend": json.dumps(asked)}))
    check("extension", got.json)
    assert got.json["rows"][f"{ID}area/110102"] == {
        "code": [{"str": "110102"}],
        "area": [{"id": f"{ID}area/110102", "name": "北京市西城区"}],
        "none": [],
    }
    assert got.json["rows"]["urn:none"] == {"code": [], "area": [], "none": []}


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/", None, {"Host": "evil.example:80"}, 421),
        ("GET", "/nothing", None, {}, 404),
        ("GET", "/../../etc/passwd", None, {}, 404),
        ("GET", "/?queries=%7B", None, {}, 400),
        ("GET", "/?queries=%5B1%5D", None, {}, 400),
        ("GET", "/?queries=%7B%22a%22%3A1%7D", None, {}, 400),
        ("GET", "/suggest/entity?prefix=a&cursor=x", None, {}, 400),
        ("POST", "/", "extend=%7B%22ids%22%3A1%7D", {}, 400),
        ("POST", "/", "x" * (MOST_BYTES + 1), {}, 413),
        ("PUT", "/", "", {}, 501),
        ("DELETE", "/", None, {}, 501),
    ],
)
def test_what_is_refused(
    server: Server, method: str, path: str, body: str | None, headers: dict[str, str], status: int
) -> None:
    try:
        assert Answer(server, method, path, body, **headers).status == status
    except (ConnectionResetError, BrokenPipeError):
        assert status == 413  # the answer came before all was sent


def test_an_empty_name_means_nothing(register: Register) -> None:
    found = answer(
        register, {"a": {"query": ""}, "b": {"query": " 《》"}, "c": {"properties": [{"pid": "code", "v": "110102"}]}}
    )
    assert found == {key: {"result": []} for key in "abc"}


@pytest.mark.parametrize("more", ['"limit": 1e999', '"limit": null', '"properties": 5'])
def test_odd_values_get_an_answer(server: Server, more: str) -> None:
    got = Answer(server, "POST", "/", urlencode({"queries": f'{{"a": {{"query": "什刹海", {more}}}}}'}))
    assert got.status == 200
    check("batch", got.json)
    assert got.json["a"]["result"][0]["name"] == "什刹海"


@pytest.mark.parametrize("limit", ["0", "-1", "-1e999", "NaN"])
def test_a_limit_below_one_is_refused(server: Server, limit: str) -> None:
    got = Answer(server, "POST", "/", urlencode({"queries": f'{{"a": {{"query": "什刹海", "limit": {limit}}}}}'}))
    assert (got.status, got.json["error"]) == (400, "limit has to be 1 or more")


def test_what_is_a_match_does_not_depend_on_how_many_are_asked_for() -> None:
    twins = Register(Thing(f"urn:{n}", kind, ("金融街",)) for n, kind in enumerate((Kind.PLACE, Kind.TERM)))
    assert [(c.score, c.match) for c in twins.find("金融街")] == [(100, False), (100, False)]
    for limit in (1, 2):
        result = answer(twins, {"a": {"query": "金融街", "limit": limit}})["a"]["result"]
        assert [c["match"] for c in result] == [False] * limit


def test_limits(register: Register, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LimitError, match="queries in one batch"):
        answer(register, {str(n): {"query": "a"} for n in range(MOST_QUERIES + 1)})
    ticks = iter([0.0, 1.0, 100.0])
    with pytest.raises(LimitError, match="seconds"):
        answer(register, {"a": {"query": "双减"}, "b": {"query": "双减"}}, clock=lambda: next(ticks))
    with pytest.raises(UsageError, match="characters"):
        register.find("长" * 501)
    monkeypatch.setattr(server, "free", threading.BoundedSemaphore(1))
    server.free.acquire()
    assert Answer(server, "GET", "/").status == 503
    server.free.release()


def test_preflight_and_the_host(server: Server) -> None:
    got = Answer(server, "OPTIONS", "/")
    assert (got.status, got.headers["Access-Control-Allow-Methods"]) == (204, "GET, POST, OPTIONS")
    assert server.server_address[0] == reconciliation_server.HOST == "127.0.0.1"
    assert Answer(server, "GET", "/", Host=f"localhost:{server.server_address[1]}").status == 200
