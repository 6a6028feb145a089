"use strict";
(() => {
  const WORDS = {
    zh: {
      find: "搜索", ask: "名称、拼音、类别或原文", filters: "筛选和图例", about: "所选节点", kinds: "类别", relations: "连线", year: "年份", every: "全部年份", hits: (n) => `${n} 个结果`, more: (n) => `另有 ${n} 个，请输入更多文字`, hidden: (n) => `筛选之外还有 ${n} 个`,
      counts: (n, e) => `显示 ${n} 个节点、${e} 条连线`, other: "English", line: (n) => `第 ${n} 行`, said: "原文", links: "其他联系", none: "没有联系。", itself: "自身",
      hint: "点击节点，或从搜索结果中选择，查看原文和行号。圆点越大，联系越多。按 Esc 取消选择。", whole: "全图", closer: "放大", farther: "缩小",
      plain: "此浏览器没有 WebGL，无法绘图。搜索和原文照常可用。", all: "全选", nothing: "全不选",
      facts: { years: "年份", section: "章节", line: "行号", number: "序号", unit: "单位", nature: "性质", field: "领域", dimension: "维度", definition: "释义", money: "金额（元）", verdict: "结论",
        reason: "理由", numbers: "数字对照", status: "复核", basis: "依据", figure: "数字", other_names: "别名", may_be: "可能是", area_code: "区划代码",
        report: "报告", page: "页", verifiability: "可核验程度（0 至 5）", label_en: "英文", weight: "权重" },
    },
    en: {
      find: "Search", ask: "name, pinyin, kind or sentence", filters: "Filters and legend", about: "What is chosen", kinds: "Kinds", relations: "Links", year: "Year", every: "All years", hits: (n) => (n === 1 ? "1 result" : `${n} results`), more: (n) => `${n} more: type more to narrow`, hidden: (n) => `${n} more outside the filters`,
      counts: (n, e) => `${n} nodes and ${e} links shown`, other: "中文", line: (n) => `line ${n}`, said: "Sentences", links: "Other links", none: "No links.", itself: "itself",
      hint: "Click a node, or choose one of the results, to read its sentences with their lines. The larger a dot, the more links. Esc clears.", whole: "All", closer: "Closer", farther: "Farther",
      plain: "This browser has no WebGL, so there is no picture. Search and sentences work all the same.", all: "All", nothing: "None",
      facts: { years: "Years", section: "Section", line: "Line", number: "Number", unit: "Unit", nature: "Nature", field: "Field", dimension: "Dimension", definition: "Definition", money: "Amount (yuan)", verdict: "Verdict",
        reason: "Reason", numbers: "Figures", status: "Status", basis: "Basis", figure: "Figure", other_names: "Other names", may_be: "May be", area_code: "Area code",
        report: "Report", page: "Page", verifiability: "Verifiability (0 to 5)", label_en: "English", weight: "Weight" },
    },
  };
  const SHOWN = 200; // hits listed at once
  const BRIEF = 40; // characters of a hit
  const NO_ANSWER = 5; // a rank
  const SMALLEST = 2.5, LARGEST = 16, THIN = 1.2; // pixels, the whole graph in sight
  const PALE = "#e6e6ea", LINE = "#b4b4bc", INK = "#1c1c1e";
  const LETTERS = 13, HALO = 3, BESIDE = 4; // pixels: height of a label, the white around it, from a node to its label
  const WIDE = 5; // pixels: the half width of a node over which no label may stand
  const CLOSEST = 0.3; // part of the graph in sight when a node is chosen
  const FONT = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
  const { nodes, edges, kinds, relations, codes } = JSON.parse(document.getElementById("graph").textContent);
  const $ = (id) => document.getElementById(id);
  const links = nodes.map(() => []);
  edges.forEach((edge, i) => {
    links[edge.source].push(i);
    if (edge.target !== edge.source) links[edge.target].push(i);
  });
  // Letters alone, as they are typed without care: no case, blanks, accents or full width; ü is v, as in pinyin.
  const folded = (text) => String(text ?? "").normalize("NFKD").replace(/u\u0304?\u0308/gi, "v").replace(/[\p{M}\s'’·-]/gu, "").toLowerCase();
  const callings = nodes.map((n) => [n.full, n.facts.label_en, n.facts.pinyin, ...String(n.facts.other_names ?? "").split(";")].map(folded).filter(Boolean));
  const said = nodes.map((n) => folded([n.sentence, n.facts.definition].join("\n")));
  const sayings = (thing) => [thing.kind, thing.zh, thing.en, ...(thing.en ?? "").split(" ")].map(folded).filter(Boolean);
  const kindWords = new Map(kinds.map((k) => [k.kind, sayings(k)]));
  const verdictWords = new Map(codes.filter((c) => c.fact === "verdict").map((c) => [c.code, sayings({ ...c, kind: c.code })]));
  const sorts = (n) => [...kindWords.get(n.kind), ...String(n.facts.verdict ?? "").split("; ").flatMap((code) => verdictWords.get(code) ?? [])];
  const leftOut = { kinds: new Set(), relations: new Set() }; // of the legends, what is not to be seen
  let lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  let year = 0;
  let selected = -1;
  let near = new Set();
  let renderer = null;
  let labels = []; // those of the picture that is being drawn

  const words = () => WORDS[lang];
  const named = (thing) => thing[lang] || thing.kind;
  const within = (thing) => !year || !thing.years.length || thing.years.includes(year);
  const relation = (thing) => `${thing.kind} ${thing.colour ?? ""}`;
  const told = (e) => within(e) && !(leftOut.relations.size && leftOut.relations.has(relation(e)));
  const linked = (i) => !leftOut.relations.size || !links[i].length || links[i].some((l) => told(edges[l]));
  const nodeShown = (i) => !leftOut.kinds.has(nodes[i].kind) && within(nodes[i]) && linked(i);
  const edgeShown = (e) => told(e) && nodeShown(e.source) && nodeShown(e.target);

  function element(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => key === "onclick" ? made.addEventListener("click", value) : made.setAttribute(key, value));
    made.append(...inside);
    return made;
  }

  /** How well a node answers: 0 by its whole name, 1 by how it begins, 2 by a part, 3 by its kind or verdict, 4 by its sentence, else NO_ANSWER. */
  function rank(i, asked) {
    if (!asked) return 0;
    const by = (test) => callings[i].some(test);
    const tests = [
      () => by((c) => c === asked), () => by((c) => c.startsWith(asked)), () => by((c) => c.includes(asked)),
      () => sorts(nodes[i]).some((word) => word.startsWith(asked)), () => said[i].includes(asked),
    ];
    const first = tests.findIndex((test) => test());
    return first < 0 ? NO_ANSWER : first;
  }

  /** Give the nodes that answer what is asked, the best first. */
  function found() {
    const asked = folded($("search").value);
    const ranks = nodes.map((_, i) => rank(i, asked));
    return nodes.map((_, i) => i).filter((i) => ranks[i] < NO_ANSWER)
      .sort((a, b) => ranks[a] - ranks[b] || links[b].length - links[a].length || a - b);
  }

  const foundShown = () => found().filter(nodeShown);
  const brief = (text) => (text.length > BRIEF ? `${text.slice(0, BRIEF - 1)}…` : text);

  function showHits() {
    const all = found(), hits = all.filter(nodeShown);
    const entry = Math.max(0, hits.slice(0, SHOWN).indexOf(selected)); // the one that Tab reaches
    $("hits").replaceChildren(...hits.slice(0, SHOWN).map((i, place) => element("li", {}, element("button", {
      type: "button", tabindex: place === entry ? "0" : "-1", "aria-current": String(i === selected), onclick: () => select(i, true),
    }, brief(nodes[i].full), " ", element("small", {}, named(nodes[i]))))));
    $("found").textContent = words().hits(hits.length);
    const more = [[hits.length - SHOWN, words().more], [all.length - hits.length, words().hidden]];
    $("more").textContent = more.filter(([n]) => n > 0).map(([n, tell]) => tell(n)).join(lang === "zh" ? "；" : "; ");
  }

  function showCounts() {
    const shown = nodes.filter((_, i) => nodeShown(i)).length;
    $("counts").textContent = words().counts(shown, edges.filter(edgeShown).length);
  }

  const otherEnd = (edge) => (edge.source === selected ? edge.target : edge.source);

  const title = (node) => (node.full === node.sentence ? node.label : node.full); // its sentence is told beside it
  const reading = (edge) => `${named(edge)} ${edge.source === selected ? "→" : "←"} ${edge.source === edge.target ? words().itself : title(nodes[otherEnd(edge)])}`;

  /** Give things together whose key is the same, in the order in which they came. */
  function grouped(things, key) {
    const groups = new Map();
    things.forEach((thing) => {
      const name = key(thing);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(thing);
    });
    return [...groups.values()];
  }

  function linkButtons(said) {
    return grouped(said, (e) => `${otherEnd(e)} ${reading(e)}`).flatMap((same) => {
      const text = reading(same[0]) + (same.length > 1 ? ` ×${same.length}` : "");
      const loop = same[0].source === same[0].target;
      return [
        loop ? element("p", {}, text) : element("button", { type: "button", onclick: () => select(otherEnd(same[0]), true) }, text),
        ...grouped(same.map((e) => e.facts).filter((facts) => Object.keys(facts).length), JSON.stringify).map(([facts]) => factList(facts)),
      ];
    });
  }

  function factValue(name, value) {
    if (name === "money") return new Intl.NumberFormat(lang, { notation: "compact", maximumFractionDigits: 2 }).format(value);
    const meant = (code) => codes.find((c) => c.fact === name && c.code === code)?.[lang] ?? code;
    return String(value).split("; ").map(meant).join("; ");
  }

  function factList(facts) {
    const rows = Object.entries(facts).flatMap(([name, value]) => [
      element("dt", {}, Object.hasOwn(words().facts, name) ? words().facts[name] : name), element("dd", {}, factValue(name, value)),
    ]);
    return element("dl", {}, ...rows);
  }

  /** Give the sentences of the chosen node, those together that say the same links: each with its lines and links. */
  function passages() {
    const own = nodes[selected];
    const sentences = new Map();
    const put = (sentence, line) => {
      if (!sentences.has(sentence)) sentences.set(sentence, { sentence, lines: new Set(), edges: [] });
      if (line !== undefined) sentences.get(sentence).lines.add(line);
      return sentences.get(sentence).edges;
    };
    if (own.sentence) put(own.sentence, own.line);
    links[selected].map((i) => edges[i]).filter((e) => told(e) && e.sentence).forEach((e) => put(e.sentence, e.line).push(e));
    return grouped([...sentences.values()], (one) => JSON.stringify([...new Set(one.edges.map((e) => `${otherEnd(e)} ${reading(e)}`))].sort()));
  }

  function passage(group) {
    const wording = ({ sentence, lines }) => element("p", {}, sentence, ...(lines.size ? [" ", element("span", { class: "soft" }, words().line([...lines].join(", ")))] : []));
    return element("li", {}, ...group.map(wording), ...linkButtons(group.flatMap((one) => one.edges)));
  }

  function showTold() {
    if (selected < 0) return $("told").replaceChildren(element("p", { class: "soft" }, words().hint));
    const node = nodes[selected];
    const said = passages();
    const rest = links[selected].map((i) => edges[i]).filter((e) => told(e) && !e.sentence);
    const facts = { ...node.facts, ...(node.years.length ? { years: node.years.join(", ") } : {}) };
    delete facts.pinyin;
    if (said.flat().some(({ sentence }) => sentence === facts.definition)) delete facts.definition; // it stands below
    if (facts.label_en?.startsWith(`${node.en} `)) delete facts.label_en; // its kind and number, which stand there
    $("told").replaceChildren(
      element("h2", { tabindex: "-1" }, title(node)), element("p", { class: "soft" }, named(node)), factList(facts),
      ...(said.length ? [element("h3", {}, words().said), element("ul", { id: "sentences" }, ...said.map(passage))] : []),
      ...(rest.length ? [element("h3", {}, words().links), element("div", { class: "links" }, ...linkButtons(rest))] : []),
      ...(said.length || rest.length ? [] : [element("p", { class: "soft" }, words().none)]),
    );
  }

  /** Show kinds of nodes or links as a legend, from which each can be left out. */
  function showLegend(id, things, key) {
    const put = (on, thing) => leftOut[id][on ? "delete" : "add"](key(thing));
    const choices = things.map((thing) => {
      const box = element("input", { type: "checkbox", value: key(thing) }), mark = element("i");
      mark.style.background = thing.colour || LINE;
      box.checked = !leftOut[id].has(key(thing));
      box.addEventListener("change", () => { put(box.checked, thing); refresh(); });
      return element("label", {}, box, mark, named(thing), element("span", {}, String(thing.count)));
    });
    const all = (on) => () => {
      things.forEach((thing) => put(on, thing));
      $(id).querySelectorAll("input").forEach((box) => { box.checked = on; });
      refresh();
    };
    const buttons = [[true, "all"], [false, "nothing"]].map(([on, word]) => element("button", { type: "button", onclick: all(on) }, words()[word]));
    $(id).replaceChildren(element("legend", {}, words()[id]), ...choices, buttons[0], " ", buttons[1]);
    $(id).hidden = !things.length;
  }

  function showYears() {
    const years = [...new Set(nodes.flatMap((n) => n.years))].sort((a, b) => a - b);
    $("year").replaceChildren(element("option", { value: "0" }, words().every), ...years.map((y) => element("option", { value: y }, String(y))));
    $("year").value = String(year);
    $("years").hidden = years.length < 2;
  }

  function showWords() {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    document.title = $("name").textContent = $("name").dataset[lang];
    [["find-label", "find"], ["year-label", "year"], ["filters-label", "filters"], ["language", "other"], ["whole", "whole"], ["plain", "plain"]].forEach(([id, word]) => { $(id).textContent = words()[word]; });
    [["closer", "closer"], ["farther", "farther"], ["told", "about"], ["find", "find"]].forEach(([id, word]) => $(id).setAttribute("aria-label", words()[word]));
    $("search").placeholder = words().ask;
    showLegend("kinds", kinds, (kind) => kind.kind);
    showLegend("relations", relations, relation);
    showYears();
    refresh();
  }

  function refresh() {
    if (selected >= 0 && !nodeShown(selected)) clear();
    showHits();
    showCounts();
    showTold();
    if (renderer) renderer.refresh();
  }

  function clear() {
    selected = -1;
    near = new Set();
  }

  function select(i, move) {
    clear();
    leftOut.kinds.delete(nodes[i].kind);
    if (!within(nodes[i])) year = 0;
    if (!linked(i)) leftOut.relations.clear();
    selected = i;
    near = new Set([i, ...links[i].map((l) => edges[l]).filter(edgeShown).map(otherEnd)]);
    showWords();
    $("told").scrollTop = 0;
    if (move) $("told").querySelector("h2").focus();
    else $("told").scrollIntoView({ block: "nearest" });
    if (move && renderer) lookAt(i);
  }

  const still = () => ({ duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300 });

  /** Move a node to the middle, with its neighbours in sight. */
  function lookAt(i) {
    const place = (node) => renderer.getNodeDisplayData(String(node));
    const { x, y } = place(i);
    const far = Math.max(...[...near].map(place).map((other) => Math.max(Math.abs(other.x - x), Math.abs(other.y - y))));
    renderer.getCamera().animate({ x, y, ratio: Math.max(CLOSEST, 2.2 * far) }, still());
  }

  /** Give how large a unit of the graph is on the screen, or less where a node would cover too much of it. */
  function pixelsPerUnit() {
    const span = (axis) => nodes.reduce(([low, high], n) => [Math.min(low, n[axis]), Math.max(high, n[axis])], [Infinity, -Infinity]);
    const [[left, right], [bottom, top]] = [span("x"), span("y")];
    const room = Math.min($("picture").clientWidth, $("picture").clientHeight) / (Math.max(right - left, top - bottom) || 1);
    return Math.min(room, LARGEST / nodes.reduce((size, n) => Math.max(size, n.size), 1));
  }

  function picture() {
    const graph = new libraries.MultiDirectedGraph();
    const pixels = pixelsPerUnit();
    const loops = new Set(edges.filter((e) => e.source === e.target).map((e) => e.source)); // sigma does not draw them
    nodes.forEach((n, i) => graph.addNode(String(i), { x: n.x, y: n.y, size: Math.max(SMALLEST, n.size * pixels), label: loops.has(i) ? `${n.label} ↻` : n.label, color: n.colour, zIndex: n.size }));
    edges.forEach((e, i) => graph.addEdgeWithKey(String(i), String(e.source), String(e.target), { size: THIN, color: e.colour || LINE }));
    return new libraries.Sigma(graph, $("picture"), {
      defaultEdgeType: "arrow", minEdgeThickness: THIN, zIndex: true,
      labelFont: FONT, labelSize: LETTERS, labelRenderedSizeThreshold: 0, labelDensity: 4, defaultDrawNodeLabel: (_, looks) => labels.push(looks), defaultDrawNodeHover: drawChosen,
      zoomToSizeRatioFunction: (ratio) => Math.max(2 / 3, Math.sqrt(ratio)),
      nodeReducer: (key, looks) => nodeLooks(Number(key), looks), edgeReducer: (key, looks) => edgeLooks(edges[Number(key)], looks),
    });
  }

  function pen(context) {
    return Object.assign(context, { font: `${LETTERS}px ${FONT}`, lineWidth: HALO, lineJoin: "round", strokeStyle: "#fff", fillStyle: INK });
  }

  /** Give where a label may stand: right or left of its node; that of the chosen node below it, where it would be cut off. */
  function boxes(context, { label, x, y, size, highlighted }) {
    const { width } = renderer.getDimensions();
    const long = context.measureText(label).width, off = size + BESIDE;
    const box = (left, down = 0) => ({ left, right: left + long, y: y + down, half: (LETTERS + HALO) / 2 });
    const beside = [box(x + off), box(x - off - long)].filter((one) => one.left >= 0 && one.right <= width);
    return highlighted ? [...beside, box(Math.max(0, Math.min(x - long / 2, width - long)), off + LETTERS)] : beside;
  }

  function write(context, label, { left, y }) {
    context.strokeText(label, left, y + LETTERS / 3);
    context.fillText(label, left, y + LETTERS / 3);
  }

  /** Draw the labels of a picture: of the chosen node, its neighbours, then large nodes first; none over another or cut off. */
  function drawLabels() {
    const context = pen(renderer.getCanvases().labels.getContext("2d"));
    const apart = (a, b) => a.left > b.right || b.left > a.right || Math.abs(a.y - b.y) > a.half + b.half;
    const taken = labels.filter(({ size }) => size >= WIDE).map(({ x, y, size }) => ({ left: x - size, right: x + size, y, half: size }));
    const urgency = (looks) => 2 * Boolean(looks.highlighted) + Boolean(looks.forceLabel);
    graphPage.labels = [];
    labels.filter((looks) => looks.label).sort((a, b) => urgency(b) - urgency(a) || b.size - a.size).forEach((looks) => {
      const box = boxes(context, looks).find((one) => looks.highlighted || taken.every((other) => apart(one, other)));
      if (!box) return;
      taken.push(box);
      graphPage.labels.push({ text: looks.label, ...box });
      if (!looks.highlighted) write(context, looks.label, box);
    });
    labels = [];
  }

  /** Draw the node that is chosen, or under the pointer, over all others: with a ring and its label. */
  function drawChosen(context, looks) {
    const { key, x, y, size, color } = looks;
    const label = looks.label || nodes[key].label; // one that is pale has its name under the pointer
    pen(context).beginPath();
    context.arc(x, y, size + HALO, 0, 2 * Math.PI);
    context.fill();
    Object.assign(context, { fillStyle: color, lineWidth: HALO / 2 }).beginPath();
    context.arc(x, y, size + HALO / 2, 0, 2 * Math.PI);
    context.stroke();
    context.fill();
    write(pen(context), label, boxes(pen(context), { ...looks, label, highlighted: true })[0]);
  }

  function nodeLooks(i, looks) {
    if (!nodeShown(i)) return { ...looks, hidden: true };
    if (selected < 0) return looks;
    if (!near.has(i)) return { ...looks, color: PALE, label: "", zIndex: -1 };
    return { ...looks, forceLabel: true, highlighted: i === selected };
  }

  function edgeLooks(edge, looks) {
    if (!edgeShown(edge)) return { ...looks, hidden: true };
    if (selected < 0) return looks;
    return edge.source === selected || edge.target === selected ? { ...looks, zIndex: 1, size: 1.6 * THIN } : { ...looks, color: PALE, zIndex: 0 };
  }

  const hitButtons = () => [...$("hits").querySelectorAll("button")];

  /** Move the focus among the results; above the first it is the search. */
  function walk(event, place) {
    const buttons = hitButtons();
    const to = place < 0 ? $("search") : buttons[place];
    event.preventDefault();
    if (!to) return;
    if (place >= 0) buttons.forEach((button) => button.setAttribute("tabindex", button === to ? "0" : "-1"));
    to.focus();
  }

  function hasWebGL() {
    try {
      return Boolean(document.createElement("canvas").getContext("webgl2"));
    } catch {
      return false;
    }
  }

  $("search").addEventListener("input", showHits);
  $("search").addEventListener("keydown", (event) => {
    const best = foundShown()[0];
    if (event.key === "Enter" && !event.isComposing && best !== undefined) select(best, true);
    if (event.key === "ArrowDown") walk(event, 0);
  });
  $("hits").addEventListener("keydown", (event) => {
    const place = hitButtons().indexOf(document.activeElement);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: hitButtons().length - 1 }[event.key];
    if (next !== undefined) walk(event, next);
  });
  $("year").addEventListener("change", () => { year = Number($("year").value); refresh(); });
  $("language").addEventListener("click", () => { lang = lang === "zh" ? "en" : "zh"; showWords(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if ($("told").contains(document.activeElement)) $("search").focus();
    clear();
    refresh();
  });
  if (hasWebGL()) {
    renderer = picture();
    renderer.on("beforeRender", () => { labels = []; });
    renderer.on("afterRender", drawLabels);
    renderer.on("clickNode", ({ node }) => select(Number(node), false));
    renderer.on("clickStage", () => { clear(); refresh(); });
    $("closer").addEventListener("click", () => renderer.getCamera().animatedZoom(still()));
    $("farther").addEventListener("click", () => renderer.getCamera().animatedUnzoom(still()));
    $("whole").addEventListener("click", () => renderer.getCamera().animatedReset(still()));
  } else {
    $("plain").hidden = false;
    $("zoom").hidden = true;
  }
  window.graphPage = { renderer, nodes, edges, labels: [] };
  $("filters").open = !matchMedia("(max-width: 60rem)").matches;
  showWords();
})();
