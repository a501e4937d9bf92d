// A box with a button, and a list of suggestions under it that arrow keys walk (the ARIA combobox pattern).
const PAUSE = 180;
const KEPT = 10;
const BESIDE = 3;

const el = (tag, attrs, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// As in surface.js: Streamlit draws what the address says.
const visit = (href) => {
  window.history.pushState({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate"));
};

const make = (parent, data) => {
  const input = el("input", {
    type: "search", name: "q", autocomplete: "off", role: "combobox", "aria-expanded": "false",
    "aria-autocomplete": "list", "aria-controls": "list", "aria-label": data.label, placeholder: data.placeholder,
    maxlength: data.longest,
  });
  const button = el("button", { type: "submit" }, data.button);
  const list = el("ul", { id: "list", role: "listbox", "aria-label": "建议", hidden: "" });
  const form = el("form", { role: "search" }, el("div", { class: "field" }, input, list), button);
  const full = el("p", { class: "full", role: "status", hidden: "" }, `最多 ${data.longest} 字，多出的没有收入。`);
  const box = el("div", { class: data.large ? "box large" : "box", lang: "zh-CN" }, form, full);
  parent.appendChild(box);
  return { box, form, input, list, full, value: null, timer: 0, active: -1, shown: [] };
};

// A browser cuts what is too long, and says nothing.
const sayWhetherFull = (ui, data) => { ui.full.hidden = ui.input.value.length < data.longest; };

// What was searched for in this browser, newest first. It stays here: nobody else is told.
const recall = (key) => {
  try {
    const kept = JSON.parse(window.localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string" && text) : [];
  } catch {
    return [];
  }
};

const keep = (key, texts) => {
  try {
    window.localStorage.setItem(key, JSON.stringify(texts.slice(0, KEPT)));
  } catch { /* a browser that keeps nothing has nothing to recall */ }
};

const close = (ui) => {
  ui.list.hidden = true;
  ui.active = -1;
  ui.input.setAttribute("aria-expanded", "false");
  ui.input.removeAttribute("aria-activedescendant");
};

const activate = (ui, index) => {
  const options = [...ui.list.children];
  if (!options.length) return;
  ui.active = (index + options.length) % options.length;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === ui.active)));
  ui.input.setAttribute("aria-activedescendant", options[ui.active].id);
};

// All recent searches in an empty box, or beside what was found already; while typing, those that have what is typed.
const recent = (data, typed, all) => {
  if (!data.recent) return [];
  const kept = recall(data.recent).filter((text) => text !== typed && (all || text.includes(typed)));
  const options = kept.slice(0, all ? KEPT : BESIDE).map((text) => ({ text, kind: "最近检索", href: "" }));
  return all && options.length ? [...options, { text: "清除最近检索", kind: "", clears: true }] : options;
};

const fill = (ui, data, choose, recalls = false) => {
  const typed = ui.input.value.trim();
  const all = !typed || recalls;
  const wanted = ui.input.matches(":focus") && (recalls || typed !== ui.sent);
  const recents = wanted ? recent(data, typed, all) : [];
  const known = new Set(recents.map((one) => one.text));
  const found = wanted && !all && data.typed === typed ? data.suggestions.filter((one) => !known.has(one.text)) : [];
  const shown = [...recents, ...found];
  if (!shown.length) { close(ui); return; }
  // A page that is drawn anew under somebody who walks the list leaves them where they are.
  const same = !ui.list.hidden && JSON.stringify(shown) === JSON.stringify(ui.shown);
  const active = same ? ui.active : -1;
  ui.shown = shown;
  ui.active = -1;
  ui.list.replaceChildren(...ui.shown.map((suggestion, at) => {
    const option = el("li", { role: "option", id: "option-" + at, "aria-selected": "false" },
      suggestion.text, el("span", {}, suggestion.kind));
    if (suggestion.clears) option.className = "clears";
    option.onmousedown = (event) => { event.preventDefault(); choose(suggestion); };
    return option;
  }));
  ui.list.hidden = false;
  ui.input.setAttribute("aria-expanded", "true");
  if (active >= 0) activate(ui, active);
};

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const ui = parentElement.made ?? (parentElement.made = make(parentElement, data));
  const send = (text) => {
    clearTimeout(ui.timer);
    ui.input.value = text;
    ui.sent = text.trim();
    close(ui);
    const target = new URL(data.href, window.location.origin);
    if (ui.sent) target.searchParams.set("q", ui.sent);
    if (ui.sent && data.recent) keep(data.recent, [ui.sent, ...recall(data.recent).filter((one) => one !== ui.sent)]);
    // What is sent shows in the box that it came from, unless the next thing sent is another (追问).
    if (data.empties) ui.input.value = "";
    visit(target.pathname + target.search);
  };
  const choose = (suggestion) => {
    if (suggestion.clears) {
      keep(data.recent, []);
      close(ui);
      return;
    }
    if (suggestion.more) {
      clearTimeout(ui.timer);
      close(ui);
      ui.input.value = suggestion.text;
      ui.input.focus();
      ui.sent = null;
      setStateValue("typed", suggestion.text.trim());
      return;
    }
    if (!suggestion.href) { send(suggestion.text); return; }
    clearTimeout(ui.timer);
    close(ui);
    visit(suggestion.href);
  };
  if (ui.value !== data.value) {
    ui.value = data.value;
    ui.sent = data.value;
    ui.input.value = data.value;
    sayWhetherFull(ui, data);
  }
  ui.input.oninput = (event) => {
    clearTimeout(ui.timer);
    sayWhetherFull(ui, data);
    if (event.isComposing || !data.suggests) return;
    ui.sent = null;
    // What was suggested stays until there is something else to show.
    const typed = ui.input.value.trim();
    if (!typed || recent(data, typed, false).length) fill(ui, data, choose);
    ui.timer = setTimeout(() => setStateValue("typed", ui.input.value.trim()), PAUSE);
  };
  // An input method ends a word with an event of its own, after the last input event.
  ui.input.oncompositionend = () => ui.input.dispatchEvent(new Event("input"));
  ui.input.onkeydown = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const open = !ui.list.hidden;
    if (!open && event.key === "ArrowDown") recallAll();
    if (open && event.key === "ArrowDown") { event.preventDefault(); activate(ui, ui.active + 1); }
    if (open && event.key === "ArrowUp") { event.preventDefault(); activate(ui, Math.max(ui.active, 0) - 1); }
    if (open && event.key === "Escape") { event.preventDefault(); close(ui); }
    if (open && event.key === "Enter" && ui.active >= 0) {
      event.preventDefault();
      choose(ui.shown[ui.active]);
    }
  };
  const recallAll = () => { if (ui.list.hidden) fill(ui, data, choose, true); };
  ui.input.onclick = recallAll;
  ui.input.onblur = () => close(ui);
  ui.form.onsubmit = (event) => { event.preventDefault(); send(ui.input.value); };
  if (ui.list.hidden || data.typed === ui.input.value.trim()) fill(ui, data, choose);
}
