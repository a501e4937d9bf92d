// Builds a surface from the tree in data.nodes: createElement and text nodes only, nothing is parsed as HTML.
const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "g", "path", "rect", "circle", "text", "title"]);
const TAGS = new Set(("a abbr article aside b blockquote br button caption code dd del details div dl dt em footer h1 h2 h3 h4 " +
  "header hr i ins kbd li mark nav ol p q section small span strong summary sup table tbody td th thead tr ul").split(" "));
const ATTRS = new Set(("class id href title role tabindex open scope colspan lang viewBox width height x y cx cy r rx d " +
  "text-anchor dominant-baseline stroke-width preserveAspectRatio").split(" "));

const build = (node, svg) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attrs, children] = node;
  const inSvg = svg || tag === "svg";
  if (!TAGS.has(tag) && !SVG_TAGS.has(tag)) throw new Error("tag not allowed: " + tag);
  const element = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    const allowed = ATTRS.has(name) || name.startsWith("data-") || name.startsWith("aria-");
    const local = name !== "href" || /^\/(?!\/)/.test(value);
    if (allowed && local) element.setAttribute(name, value);
  }
  for (const child of children) element.appendChild(build(child, inSvg));
  return element;
};

const scrollIntoPane = (target, smooth) => {
  const pane = target.closest("[data-pane]");
  if (!pane) { target.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" }); return; }
  const offset = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTo({ top: pane.scrollTop + offset - pane.clientHeight / 3, behavior: smooth ? "smooth" : "auto" });
};

const inSight = (target) => {
  const pane = target.closest("[data-pane]")?.getBoundingClientRect();
  const place = target.getBoundingClientRect();
  return Boolean(pane) && place.top >= Math.max(pane.top, 0) && place.bottom <= Math.min(pane.bottom, window.innerHeight);
};

// The end of a pane may be below the window's; what is only to be found in its pane leaves the window alone.
const arrive = (target) => {
  if (!target.isConnected) return;
  if (!inSight(target)) scrollIntoPane(target, false);
  if (target.dataset.arrive !== "pane" && !inSight(target)) target.scrollIntoView({ block: "center" });
};

const find = (root, name) =>
  [...root.querySelectorAll("[data-name]")].filter((e) => e.dataset.name.split(" ").includes(name));

const flash = (root, name) => {
  const parts = find(root, name);
  if (!parts.length) return;
  root.querySelectorAll(".flash").forEach((e) => e.classList.remove("flash"));
  scrollIntoPane(parts[0], true);
  parts.forEach((e) => e.classList.add("flash"));
};

// A new address as the browser's own way back would bring it: Streamlit listens, and draws what the address says.
const visit = (href) => {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
};

const selection = (root) => {
  const within = root.getRootNode();
  return within.getSelection ? within.getSelection() : window.getSelection();
};
const selects = (root) => String(selection(root) ?? "") !== "";

// A button beside words that were selected in the text, which leads to where they can be marked.
// Places are counted in code points, as everywhere outside of the browser.
const offer = (root) => {
  root.querySelector(".pick")?.remove();
  const chosen = selection(root);
  const pane = root.querySelector("[data-pick]");
  if (!pane || !chosen || !chosen.rangeCount || !String(chosen).trim()) return;
  const range = chosen.getRangeAt(0);
  if (!pane.contains(range.startContainer) || !pane.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(pane, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(pane.dataset.start) + Array.from(before.toString()).length;
  const target = new URL(pane.dataset.pick, window.location.origin);
  target.searchParams.set("add", start + "-" + (start + Array.from(range.toString()).length));
  const button = document.createElement("button");
  button.className = "pick";
  button.textContent = "标出遗漏";
  const place = range.getBoundingClientRect();
  const origin = root.getBoundingClientRect();
  button.style.left = Math.max(place.left - origin.left, 0) + "px";
  button.style.top = place.bottom - origin.top + 4 + "px";
  button.onmousedown = (event) => event.preventDefault();  // keeps the selection
  button.onclick = (event) => { event.stopPropagation(); button.remove(); visit(target.pathname + target.search); };
  root.appendChild(button);
};

// Lines between what stands in one column and, elsewhere, in the other: they are drawn where the texts came to stand.
const joinUp = (pane) => {
  pane.querySelector("svg.joins")?.remove();
  const origin = pane.getBoundingClientRect();
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "joins");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("width", pane.clientWidth);
  svg.setAttribute("height", pane.scrollHeight);
  const ends = (name) => new Map([...pane.querySelectorAll("[data-" + name + "]")].flatMap((e) =>
    e.dataset[name].split(" ").map((number) => [number, e.getBoundingClientRect()])));
  const targets = ends("to");
  for (const [number, from] of ends("from")) {
    const to = targets.get(number);
    if (!to || !to.height || !from.height) continue;  // one of them is hidden
    const left = from.right - origin.left - pane.clientLeft, right = to.left - origin.left - pane.clientLeft, middle = (left + right) / 2;
    const height = (box) => box.top + Math.min(box.height / 2, 40) - origin.top - pane.clientTop + pane.scrollTop;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", `M ${left} ${height(from)} C ${middle} ${height(from)} ${middle} ${height(to)} ${right} ${height(to)}`);
    svg.appendChild(path);
  }
  if (svg.childNodes.length) pane.appendChild(svg);
};

// The clipboard is only there on a secure page; elsewhere the old way does.
const copy = async (button) => {
  const words = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = document.createElement("textarea");
    field.value = words;
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  button.textContent = "已复制";
  setTimeout(() => { button.textContent = "复制"; }, 2000);
};

const onClick = (event, root) => {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const at = (selector) => event.target.closest(selector);
  const go = at("[data-go]");
  if (go && go.tagName === "MARK" && selects(root)) return;  // words were selected, not clicked
  if (go && plain) {
    event.preventDefault();
    root.classList.add("busy");
    setTimeout(() => root.classList.remove("busy"), 3000);
    visit(go.getAttribute("href"));
    return;
  }
  const scroll = at("[data-scroll]");
  if (scroll && plain) { flash(root, scroll.dataset.scroll); return; }
  const copied = at("[data-copy]");
  if (copied) { copy(copied); return; }
  const toggle = at("[data-toggle]");
  if (toggle) {
    const off = root.classList.toggle(toggle.dataset.toggle);
    toggle.setAttribute("aria-pressed", String(!off));
    root.querySelectorAll("[data-joined]").forEach(joinUp);
  }
};

// A key that a link names leads there, unless somebody is typing.
const onPageKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.composedPath()[0];
  if (target.matches?.("input, textarea, select, [contenteditable]")) return;
  for (const root of surfaces) {
    if (!root.isConnected) { surfaces.delete(root); continue; }
    const link = [...root.querySelectorAll("[data-key]")].find((e) => e.dataset.key === event.key);
    if (link) { event.preventDefault(); link.click(); return; }
  }
};
const surfaces = new Set();
window.addEventListener("keydown", onPageKey);

const onKey = (event, root) => {
  if (event.key === " " && event.target.matches("a[role=checkbox]")) {
    event.preventDefault();
    event.target.click();
    return;
  }
  const scroll = event.target.closest("[data-scroll]");
  if (scroll === event.target && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    flash(root, scroll.dataset.scroll);
  }
};

export default function (component) {
  const { data, parentElement } = component;
  const wanted = JSON.stringify(data.nodes);
  let root = parentElement.querySelector(".surface");
  if (!root) {
    root = document.createElement("div");
    root.className = "surface";
    root.lang = document.documentElement.lang = "zh-CN";
    root.onclick = (event) => onClick(event, root);
    root.onmouseup = (event) => { if (!event.target.closest(".pick")) setTimeout(() => offer(root), 0); };
    root.onkeyup = (event) => { if (event.shiftKey || event.key === "Shift") offer(root); };
    root.onkeydown = (event) => onKey(event, root);
    parentElement.appendChild(root);
    surfaces.add(root);
  }
  root.classList.remove("busy");
  if (root.drawn === wanted) return;
  root.drawn = wanted;
  // What is drawn anew stays where it was scrolled to, unless what the address asks for is out of sight.
  const places = [...root.querySelectorAll("[data-pane]")].map((pane) => pane.scrollTop);
  root.replaceChildren(...data.nodes.map((node) => build(node, false)));
  root.widths?.disconnect();
  root.widths = new ResizeObserver((changed) => changed.forEach((one) => joinUp(one.target)));
  root.querySelectorAll("[data-joined]").forEach((pane) => root.widths.observe(pane));
  const panes = [...root.querySelectorAll("[data-pane]")];
  if (panes.length === places.length) panes.forEach((pane, at) => { pane.scrollTop = places[at]; });
  const first = root.querySelector("[data-arrive]");
  if (first) {
    requestAnimationFrame(() => arrive(first));
    setTimeout(() => arrive(first), 400);  // what stands above it may have been drawn later
  }
}
