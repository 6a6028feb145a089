"use strict";
(() => {
  const WORDS = {
    zh: {
      find: "搜索", kinds: "类别", relations: "连线", year: "年份", every: "全部年份", hits: (n) => `${n} 个结果`, more: (n) => `另有 ${n} 个，请输入更多文字`,
      counts: (n, e) => `显示 ${n} 个节点、${e} 条连线`, other: "English", line: (n) => `第 ${n} 行`, said: "原文", links: "其他联系", none: "没有联系。",
      hint: "点击节点，或从左侧选择，查看原文和行号。按 Esc 取消选择。", whole: "全图", closer: "放大", farther: "缩小",
      plain: "此浏览器没有 WebGL，无法绘图。左侧搜索和右侧原文照常可用。", all: "全选", nothing: "全不选",
      facts: { years: "年份", section: "章节", line: "行号", number: "序号", unit: "单位", nature: "性质", dimension: "维度", definition: "释义", money: "金额（元）", verdict: "结论",
        reason: "理由", numbers: "数字对照", status: "复核", basis: "依据", figure: "数字", other_names: "别名", may_be: "可能是", area_code: "区划代码",
        pinyin: "拼音", report: "报告", page: "页", verifiability: "可核验程度", label_en: "英文", weight: "权重" },
    },
    en: {
      find: "Search", kinds: "Kinds", relations: "Links", year: "Year", every: "All years", hits: (n) => (n === 1 ? "1 result" : `${n} results`), more: (n) => `${n} more: type more to narrow`,
      counts: (n, e) => `${n} nodes and ${e} links shown`, other: "中文", line: (n) => `line ${n}`, said: "Sentences", links: "Other links", none: "No links.",
      hint: "Click a node, or choose one at the left, to read its sentences with their lines. Esc clears.", whole: "All", closer: "Closer", farther: "Farther",
      plain: "This browser has no WebGL, so there is no picture. Search and sentences work all the same.", all: "All", nothing: "None",
      facts: { years: "Years", section: "Section", line: "Line", number: "Number", unit: "Unit", nature: "Nature", dimension: "Dimension", definition: "Definition", money: "Amount (yuan)", verdict: "Verdict",
        reason: "Reason", numbers: "Figures", status: "Status", basis: "Basis", figure: "Figure", other_names: "Other names", may_be: "May be", area_code: "Area code",
        pinyin: "Pinyin", report: "Report", page: "Page", verifiability: "Verifiability", label_en: "English", weight: "Weight" },
    },
  };
  const SHOWN = 200; // hits listed at once
  const SMALLEST = 2.5, THIN = 1.2; // pixels, the whole graph in sight
  const PALE = "#e6e6ea", LINE = "#b4b4bc";
  const { nodes, edges, kinds, relations } = JSON.parse(document.getElementById("graph").textContent);
  const $ = (id) => document.getElementById(id);
  const links = nodes.map(() => []);
  edges.forEach((edge, i) => {
    links[edge.source].push(i);
    if (edge.target !== edge.source) links[edge.target].push(i);
  });
  const haystacks = nodes.map((n) => [n.full, n.facts.label_en, n.facts.pinyin, n.facts.other_names].join("\n").toLowerCase());
  const chosen = new Set(kinds.map((k) => k.kind));
  let lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  let year = 0;
  let selected = -1;
  let near = new Set();
  let renderer = null;

  const words = () => WORDS[lang];
  const named = (thing) => thing[lang] || thing.kind;
  const within = (thing) => !year || !thing.years.length || thing.years.includes(year);
  const nodeShown = (i) => chosen.has(nodes[i].kind) && within(nodes[i]);
  const edgeShown = (e) => within(e) && nodeShown(e.source) && nodeShown(e.target);

  function element(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => key === "onclick" ? made.addEventListener("click", value) : made.setAttribute(key, value));
    made.append(...inside);
    return made;
  }

  function found() {
    const asked = $("search").value.trim().toLowerCase();
    const rank = (i) => (asked && nodes[i].full.toLowerCase() === asked ? 0 : asked && nodes[i].full.toLowerCase().startsWith(asked) ? 1 : 2);
    return nodes.map((_, i) => i).filter((i) => nodeShown(i) && haystacks[i].includes(asked))
      .sort((a, b) => rank(a) - rank(b) || links[b].length - links[a].length || a - b);
  }

  function showHits() {
    const hits = found();
    $("hits").replaceChildren(...hits.slice(0, SHOWN).map((i) => element("li", {}, element("button", {
      type: "button", "aria-current": String(i === selected), onclick: () => select(i, true),
    }, nodes[i].full, " ", element("small", {}, named(nodes[i]))))));
    $("found").textContent = words().hits(hits.length);
    $("more").textContent = hits.length > SHOWN ? words().more(hits.length - SHOWN) : "";
  }

  function showCounts() {
    const shown = nodes.filter((_, i) => nodeShown(i)).length;
    $("counts").textContent = words().counts(shown, edges.filter(edgeShown).length);
  }

  const otherEnd = (edge) => (edge.source === selected ? edge.target : edge.source);

  function linkButton(edge) {
    const other = otherEnd(edge);
    const text = edge.source === selected ? `${named(edge)} → ${nodes[other].full}` : `${named(edge)} ← ${nodes[other].full}`;
    return element("button", { type: "button", onclick: () => select(other, true) }, text);
  }

  function factList(facts) {
    const rows = Object.entries(facts).flatMap(([name, value]) => [element("dt", {}, Object.hasOwn(words().facts, name) ? words().facts[name] : name), element("dd", {}, String(value))]);
    return element("dl", {}, ...rows);
  }

  function passages() {
    const own = nodes[selected];
    const groups = new Map();
    const put = (sentence, line) => {
      if (!groups.has(sentence)) groups.set(sentence, { sentence, lines: new Set(), edges: [] });
      if (line !== undefined) groups.get(sentence).lines.add(line);
      return groups.get(sentence).edges;
    };
    if (own.sentence) put(own.sentence, own.line);
    links[selected].map((i) => edges[i]).filter((e) => within(e) && e.sentence).forEach((e) => put(e.sentence, e.line).push(e));
    return [...groups.values()];
  }

  function passage({ sentence, lines, edges: said }) {
    const where = lines.size ? [" ", element("span", { class: "soft" }, words().line([...lines].join(", ")))] : [];
    return element("li", {}, element("p", {}, sentence, ...where), ...said.flatMap((e) => [linkButton(e), ...(Object.keys(e.facts).length ? [factList(e.facts)] : [])]));
  }

  function showTold() {
    if (selected < 0) return $("told").replaceChildren(element("p", { class: "soft" }, words().hint));
    const node = nodes[selected];
    const said = passages();
    const rest = links[selected].map((i) => edges[i]).filter((e) => within(e) && !e.sentence);
    const years = node.years.length ? { years: node.years.join(", ") } : {};
    $("told").replaceChildren(
      element("h2", { tabindex: "-1" }, node.full), element("p", { class: "soft" }, named(node)), factList({ ...node.facts, ...years }),
      ...(said.length ? [element("h3", {}, words().said), element("ul", { id: "sentences" }, ...said.map(passage))] : []),
      ...(rest.length ? [element("h3", {}, words().links), element("ul", {}, ...rest.map((e) => element("li", {}, linkButton(e))))] : []),
      ...(said.length || rest.length ? [] : [element("p", { class: "soft" }, words().none)]),
    );
  }

  function showKinds() {
    $("kinds").replaceChildren(element("legend", {}, words().kinds), ...kinds.map((kind) => {
      const box = element("input", { type: "checkbox", value: kind.kind });
      const dot = element("i");
      dot.style.background = kind.colour;
      box.checked = chosen.has(kind.kind);
      box.addEventListener("change", () => { chosen[box.checked ? "add" : "delete"](kind.kind); refresh(); });
      return element("label", {}, box, dot, named(kind), element("span", {}, String(kind.count)));
    }));
    const all = (on) => () => { kinds.forEach((k) => chosen[on ? "add" : "delete"](k.kind)); showKinds(); refresh(); };
    $("kinds").append(element("button", { type: "button", onclick: all(true) }, words().all), " ", element("button", { type: "button", onclick: all(false) }, words().nothing));
  }

  function showRelations() {
    $("relations").replaceChildren(element("p", { class: "above" }, words().relations), element("ul", {}, ...relations.map((relation) => {
      const stroke = element("i");
      stroke.style.background = relation.colour || LINE;
      return element("li", {}, stroke, named(relation), element("span", {}, String(relation.count)));
    })));
    $("relations").hidden = !relations.length;
  }

  function showYears() {
    const years = [...new Set(nodes.flatMap((n) => n.years))].sort((a, b) => a - b);
    $("year").replaceChildren(element("option", { value: "0" }, words().every), ...years.map((y) => element("option", { value: y }, String(y))));
    $("year").value = String(year);
    $("years").hidden = years.length < 2;
  }

  function showWords() {
    document.documentElement.lang = lang;
    [["find-label", "find"], ["year-label", "year"], ["language", "other"], ["whole", "whole"], ["plain", "plain"]].forEach(([id, word]) => { $(id).textContent = words()[word]; });
    [["closer", "closer"], ["farther", "farther"]].forEach(([id, word]) => $(id).setAttribute("aria-label", words()[word]));
    showKinds();
    showRelations();
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
    chosen.add(nodes[i].kind);
    if (!within(nodes[i])) year = 0;
    selected = i;
    near = new Set([i, ...links[i].map((l) => edges[l]).filter(edgeShown).map(otherEnd)]);
    showWords();
    $("told").scrollTop = 0;
    if (move) $("told").querySelector("h2").focus();
    if (move && renderer) lookAt(i);
  }

  const still = () => ({ duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300 });

  function lookAt(i) {
    const { x, y } = renderer.getNodeDisplayData(String(i));
    renderer.getCamera().animate({ x, y, ratio: Math.min(renderer.getCamera().ratio, 0.35) }, still());
  }

  function pixelsPerUnit() {
    const span = (axis) => nodes.reduce(([low, high], n) => [Math.min(low, n[axis]), Math.max(high, n[axis])], [Infinity, -Infinity]);
    const [[left, right], [bottom, top]] = [span("x"), span("y")];
    return Math.min($("picture").clientWidth, $("picture").clientHeight) / (Math.max(right - left, top - bottom) || 1);
  }

  function picture() {
    const graph = new libraries.MultiDirectedGraph();
    const pixels = pixelsPerUnit();
    nodes.forEach((n, i) => graph.addNode(String(i), { x: n.x, y: n.y, size: Math.max(SMALLEST, n.size * pixels), label: n.label, color: n.colour, zIndex: n.size }));
    edges.forEach((e, i) => graph.addEdgeWithKey(String(i), String(e.source), String(e.target), { size: THIN, color: e.colour || LINE }));
    return new libraries.Sigma(graph, $("picture"), {
      defaultEdgeType: "arrow", minEdgeThickness: THIN, zIndex: true,
      labelFont: "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif", labelSize: 13, labelRenderedSizeThreshold: 4, labelDensity: 0.6,
      nodeReducer: (key, looks) => nodeLooks(Number(key), looks), edgeReducer: (key, looks) => edgeLooks(edges[Number(key)], looks),
    });
  }

  function nodeLooks(i, looks) {
    if (!nodeShown(i)) return { ...looks, hidden: true };
    if (selected < 0) return looks;
    if (!near.has(i)) return { ...looks, color: PALE, label: "", zIndex: -1 };
    return { ...looks, forceLabel: near.size <= 40, highlighted: i === selected };
  }

  function edgeLooks(edge, looks) {
    if (!edgeShown(edge)) return { ...looks, hidden: true };
    if (selected < 0) return looks;
    return edge.source === selected || edge.target === selected ? { ...looks, zIndex: 1, size: 1.6 * THIN } : { ...looks, color: PALE, zIndex: 0 };
  }

  function hasWebGL() {
    try {
      return Boolean(document.createElement("canvas").getContext("webgl2"));
    } catch {
      return false;
    }
  }

  $("search").addEventListener("input", showHits);
  $("search").addEventListener("keydown", (event) => { if (event.key === "Enter" && found().length) select(found()[0], true); });
  $("year").addEventListener("change", () => { year = Number($("year").value); refresh(); });
  $("language").addEventListener("click", () => { lang = lang === "zh" ? "en" : "zh"; showWords(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { clear(); refresh(); } });
  if (hasWebGL()) {
    renderer = picture();
    renderer.on("clickNode", ({ node }) => select(Number(node), false));
    renderer.on("clickStage", () => { clear(); refresh(); });
    $("closer").addEventListener("click", () => renderer.getCamera().animatedZoom(still()));
    $("farther").addEventListener("click", () => renderer.getCamera().animatedUnzoom(still()));
    $("whole").addEventListener("click", () => renderer.getCamera().animatedReset(still()));
  } else {
    $("plain").hidden = false;
    $("zoom").hidden = true;
  }
  window.graphPage = { renderer, nodes, edges };
  showWords();
})();
