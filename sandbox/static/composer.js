// Where one writes: words, `/` commands and `@` names, with suggestions above the box.

import { html, useRef, useState } from "./vendor/htm-preact.js";
import { send } from "./acts.js";
import { useTown } from "./context.js";
import { Menu } from "./menus.js";

const MOST = 8;

function commandHints(text, commands) {
  if (!/^\/\S*$/.test(text)) return [];
  return commands.filter((one) => one.command.startsWith(text)).map((one) => ({
    key: one.command, text: one.command, note: one.usage_hint || one.description, full: `${one.command} `,
  }));
}

function nameHints(text, people) {
  const typed = /(^|\s)@([^\s@]*)$/.exec(text);
  if (!typed) return [];
  return people.filter((one) => one.name.includes(typed[2])).slice(0, MOST).map((one) => ({
    key: one.id, text: `@${one.name}`, note: one.office,
    full: `${text.slice(0, text.length - typed[2].length - 1)}@${one.name} `,
  }));
}

function Hints({ id, hints, at, pick }) {
  const { words } = useTown();
  return html`
    <div class="hints" role="listbox" id=${id} aria-label=${words("suggestions")}>
      ${hints.map((one, index) => html`<div role="option" key=${one.key} id=${`${id}-${index}`}
        class=${index === at ? "option at" : "option"} aria-selected=${String(index === at)}
        onMouseDown=${(event) => event.preventDefault()} onClick=${() => pick(one)}>
        <strong>${one.text}</strong>${one.note && html` <small>${one.note}</small>`}</div>`)}
    </div>`;
}

function Shortcuts() {
  const { state, town, words } = useTown();
  const items = state.shortcuts.map((one) => ({
    key: one.callback_id, text: one.name, run: () => town.act("shortcut", { callback_id: one.callback_id }),
  }));
  if (!items.length) return null;
  return html`<${Menu} id="shortcuts" className="shortcuts" label=${words("shortcuts")} sign="＋" items=${items} />`;
}

function useTyped(town, key) {
  const [, redraw] = useState(0);
  const change = (text) => {
    town.typed.set(key, text);
    redraw((count) => count + 1);
  };
  return [town.typed.get(key) ?? "", change];
}

/** Send what is typed, once; only what arrived leaves the box, unless somebody typed on meanwhile. */
function useSending(town, key, change, { channel, threadTs }) {
  const onItsWay = useRef(null);
  return async (text) => {
    if (!text.trim() || onItsWay.current === text) return;
    onItsWay.current = text;
    const sent = await send(town, channel, threadTs, text.trim());
    onItsWay.current = null;
    if (sent && town.typed.get(key) === text) change("");
  };
}

/** What the keys mean while suggestions are open; true when the key was used. */
function hintKey(event, { hints, at, setAt, pick, hide }) {
  if (!hints.length) return false;
  if (event.key === "ArrowDown") setAt((at + 1) % hints.length);
  else if (event.key === "ArrowUp") setAt((at + hints.length - 1) % hints.length);
  else if (event.key === "Tab" && !event.shiftKey) pick(hints[at]);
  else if (event.key === "Enter" && !event.shiftKey) pick(hints[at]);
  else if (event.key === "Escape") hide();
  else return false;
  return true;
}

/** The writing box of a channel or, with `threadTs`, of a thread. */
export function Composer({ channel, threadTs = null, label }) {
  const { state, town, words } = useTown();
  const key = `${state.me}/${channel}/${threadTs ?? ""}`;
  const [text, change] = useTyped(town, key);
  const [at, setAt] = useState(0);
  const [hidden, setHidden] = useState(false);
  const box = useRef(null);
  const open = hidden ? [] : [...commandHints(text, threadTs ? [] : state.commands), ...nameHints(text, state.people)];
  // A command typed out in full is ready to send: a list of one, itself, would only eat the Enter key.
  const hints = open.length === 1 && open[0].text === text ? [] : open;
  const id = threadTs ? "thread-composer" : "composer";
  const pick = (hint) => {
    change(hint.full);
    setAt(0);
    box.current.focus();
  };
  const sendOnce = useSending(town, key, change, { channel, threadTs });
  const submit = () => sendOnce(text);
  const onKeyDown = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (hintKey(event, { hints, at, setAt, pick, hide: () => setHidden(true) })) event.preventDefault();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  };
  return html`
    <form class="composer" onSubmit=${(event) => { event.preventDefault(); submit(); }}>
      ${hints.length > 0 && html`<${Hints} id=${`${id}-hints`} hints=${hints} at=${at} pick=${pick} />`}
      ${!threadTs && html`<${Shortcuts} />`}
      <textarea ref=${box} rows="1" id=${id} aria-label=${label} placeholder=${label} value=${text}
        aria-describedby=${`${id}-hint`} aria-autocomplete="list"
        aria-controls=${hints.length ? `${id}-hints` : null}
        aria-activedescendant=${hints.length ? `${id}-hints-${at}` : null}
        onInput=${(event) => { setHidden(false); setAt(0); change(event.target.value); }}
        onKeyDown=${onKeyDown}></textarea>
      <button type="submit" class="button primary send" data-send=${id}>${words("send")}</button>
      <span class="visually-hidden" id=${`${id}-hint`}>${words("composerHint")}</span>
    </form>`;
}
