// The two things that open under a button: a list to choose from, and a menu of acts.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";

const SEARCH_FROM = 9;

/** Close when the focus leaves `box`; clicks inside keep the focus where it is. */
function leaves(event, close) {
  if (!event.currentTarget.contains(event.relatedTarget)) close();
}

function step(key, at, count) {
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

function grouped(options) {
  const groups = new Map();
  options.forEach((option, index) => {
    const name = option.group ?? "";
    groups.set(name, [...(groups.get(name) ?? []), { ...option, index }]);
  });
  return [...groups];
}

/** A searchable list under a button; `chosen` are keys, and `onChoose` gets the new keys. */
export function Picker(props) {
  const { words } = useTown();
  const { id, label, options, chosen, multiple = false, placeholder, onChoose, attrs = {} } = props;
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState(null);
  const button = useRef(null);
  const now = picked ?? chosen;
  const close = (keys = picked) => {
    setOpen(false);
    setPicked(null);
    if (keys && keys.join("\n") !== chosen.join("\n")) onChoose(keys);
  };
  const toggle = (key) => {
    if (multiple) return setPicked(now.includes(key) ? now.filter((k) => k !== key) : [...now, key]);
    button.current.focus();
    return close([key]);
  };
  const texts = options.filter((one) => now.includes(one.key)).map((one) => one.text);
  return html`
    <div class="picker" onFocusOut=${(event) => open && leaves(event, close)}>
      <button type="button" role="combobox" id=${id} ref=${button} class="picker-button"
        aria-label=${label} aria-haspopup="listbox" aria-expanded=${String(open)}
        aria-controls=${open ? `${id}-list` : null} aria-describedby=${props.describedBy}
        aria-invalid=${props.invalid ? "true" : null} disabled=${props.disabled} ...${attrs}
        onClick=${() => (open ? close() : setOpen(true))}
        onKeyDown=${(event) => {
          if (event.key === "ArrowDown" && !open) { event.preventDefault(); setOpen(true); }
        }}>
        <span class=${texts.length ? "picked" : "picked empty"}>
          ${texts.length ? texts.join("、") : placeholder || words("select")}
        </span><span class="caret" aria-hidden="true"></span>
      </button>
      ${open && html`<${OptionList} id=${id} label=${label} options=${options} chosen=${now}
        multiple=${multiple} toggle=${toggle} onFilter=${props.onFilter}
        leave=${() => { button.current.focus(); close(); }} />`}
    </div>`;
}

function matching(options, filter) {
  const wanted = filter.toLowerCase();
  return options.filter((one) => `${one.text} ${one.group ?? ""} ${one.also ?? ""}`.toLowerCase().includes(wanted));
}

function OptionList({ id, label, options, chosen, multiple, toggle, leave, onFilter }) {
  const { words } = useTown();
  const [filter, setFilter] = useState("");
  const box = useRef(null);
  const searching = Boolean(onFilter) || options.length >= SEARCH_FROM;
  const shown = onFilter ? options : matching(options, filter);
  const [at, setAt] = useState(Math.max(0, options.findIndex((one) => chosen.includes(one.key))));
  // Before the next key can come, so that a quick second key finds the list.
  useLayoutEffect(() => {
    box.current.querySelector(searching ? "input" : "[role=listbox]").focus();
    box.current.scrollIntoView({ block: "nearest" });
    onFilter?.("");
  }, []);
  useEffect(() => {
    box.current.querySelector(".at")?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const onKeyDown = (event) => {
    if (event.isComposing) return;
    const next = step(event.key, at, shown.length);
    if (next !== null) setAt(next);
    else if (event.key === "Enter" || (event.key === " " && !searching)) {
      if (shown[at]) toggle(shown[at].key);
    } else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const current = shown[at] ? `${id}-option-${at}` : null;
  return html`
    <div class="pop" ref=${box} onKeyDown=${onKeyDown}>
      ${searching && html`<input type="text" class="filter" value=${filter} aria-label=${words("search")}
        placeholder=${words("search")} aria-controls=${`${id}-list`} aria-activedescendant=${current}
        autocomplete="off" onInput=${(event) => { setFilter(event.target.value); setAt(0); onFilter?.(event.target.value); }} />`}
      <div role="listbox" id=${`${id}-list`} tabindex=${searching ? -1 : 0} aria-label=${label}
        aria-multiselectable=${multiple ? "true" : null} aria-activedescendant=${current}>
        ${shown.length === 0 && html`<p class="quiet">${words("noOption")}</p>`}
        ${grouped(shown).map(([name, members]) => html`
          <div role=${name ? "group" : null} aria-label=${name || null} key=${name}>
            ${name && html`<p class="group-name" aria-hidden="true">${name}</p>`}
            ${members.map((one) => html`<${Option} key=${one.key} id=${`${id}-option-${one.index}`}
              option=${one} at=${one.index === at} on=${chosen.includes(one.key)} toggle=${toggle} />`)}
          </div>`)}
      </div>
    </div>`;
}

function Option({ id, option, at, on, toggle }) {
  return html`
    <div role="option" id=${id} class=${at ? "option at" : "option"} aria-selected=${String(on)}
      aria-label=${option.text} data-value=${option.key} data-person=${option.person}
      onMouseDown=${(event) => event.preventDefault()} onClick=${() => toggle(option.key)}>
      <span class="tick" aria-hidden="true">${on ? "✓" : ""}</span>
      <span>${option.text}${option.description && html`<small>${option.description}</small>`}</span>
    </div>`;
}

// Signs stand beside each other, so that in a menu both pairs of arrows lead on.
const SIDEWAYS = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" };

/** A menu of acts under a button; each item is `{ key, text, run }`, and may be drawn as a `sign`. */
export function Menu({ id, label, sign = "…", items, attrs = {}, disabled = false, className = "" }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const button = useRef(null);
  useLayoutEffect(() => {
    if (open) box.current.querySelector("[role=menuitem]")?.focus();
  }, [open]);
  const onKeyDown = (event) => {
    const all = [...box.current.querySelectorAll("[role=menuitem]")];
    const next = step(SIDEWAYS[event.key] ?? event.key, all.indexOf(event.target), all.length);
    if (event.key === "Escape") {
      setOpen(false);
      button.current.focus();
    } else if (next !== null) all[next].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const run = (item) => {
    setOpen(false);
    button.current.focus();
    item.run();
  };
  return html`
    <div class=${`menu ${className}`} onFocusOut=${(event) => open && leaves(event, () => setOpen(false))}>
      <button type="button" id=${id} ref=${button} class="menu-button" aria-label=${label} title=${label}
        aria-haspopup="menu" aria-expanded=${String(open)} disabled=${disabled} ...${attrs}
        onClick=${() => setOpen(!open)}>${sign}</button>
      ${open && html`<div class="pop" role="menu" aria-label=${label} ref=${box} onKeyDown=${onKeyDown}>
        ${items.map((item) => html`<button type="button" role="menuitem" key=${item.key} tabindex="-1"
          data-value=${item.key} onMouseDown=${(event) => event.preventDefault()}
          class=${item.sign ? "sign-item" : null} aria-label=${item.sign ? item.text : null}
          title=${item.sign ? item.text : null} onClick=${() => run(item)}>${item.sign ?? item.text}</button>`)}
      </div>`}
    </div>`;
}
