// Messages as a list of articles: a card, a person's words, or a line only this person sees.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/htm-preact.js";
import { messageSurface, written } from "./acts.js";
import { Blocks } from "./blocks.js";
import { nameOf, useTown } from "./context.js";
import { Menu } from "./menus.js";
import { Mrkdwn, emoji, plain as unescaped } from "./mrkdwn.js";
import { Avatar } from "./sidebar.js";
import { clockTime, dayName, fullTime, momentOf } from "./time.js";

function Body({ message, channel }) {
  const { town } = useTown();
  // What a person typed is drawn from its text: its blocks hold the same words, mentions not resolved.
  if (message.is_bot && message.blocks?.length) {
    return html`<${Blocks} blocks=${message.blocks} surface=${messageSurface(town, channel, message)} />`;
  }
  return html`<div class="text"><${Mrkdwn} text=${message.text} /></div>`;
}

function Editor({ message, channel, done }) {
  const { state, town, words } = useTown();
  const box = useRef(null);
  const [text, setText] = useState(unescaped(message.text).replace(/<@(\w+)>/g, (_, id) => `@${nameOf(state, id)}`));
  useEffect(() => box.current.focus(), []);
  const save = async () => {
    const saved = await town.act("edit", { channel, ts: message.ts, text: written(text, state.people) });
    if (saved) done();
  };
  return html`
    <div class="editor">
      <textarea ref=${box} rows="2" aria-label=${words("edit")} value=${text}
        onInput=${(event) => setText(event.target.value)}></textarea>
      <button type="button" class="button" onClick=${done}>${words("cancel")}</button>
      <button type="button" class="button primary" onClick=${save}>${words("save")}</button>
    </div>`;
}

const SIGNS = ["+1", "pray", "white_check_mark", "bow", "eyes"];

/** How the present person puts a sign on a message, or takes their own away. */
function useSign({ message, channel }) {
  const { state, town } = useTown();
  const mine = (name) => message.reactions.some((one) => one.name === name && one.users.includes(state.me));
  const turn = (name) => town.act(mine(name) ? "unreact" : "react", { channel, ts: message.ts, name });
  return [mine, turn];
}

/** The signs on a message with how many put each; pressing one adds one's own, or takes it away. */
function Reactions({ message, channel }) {
  const { state, words } = useTown();
  const [mine, turn] = useSign({ message, channel });
  const press = async ({ currentTarget: button }, name) => {
    const menu = button.closest("article").querySelector(".message-menu button");
    await turn(name);
    requestAnimationFrame(() => button.isConnected || document.activeElement !== document.body || menu.focus());
  };
  return html`<div class="reactions">${message.reactions.map(({ name, users }) => html`
    <button type="button" class="reaction" key=${name} aria-pressed=${String(mine(name))}
      aria-label=${words("reactionOf", { sign: emoji(name), count: users.length })}
      title=${users.map((id) => nameOf(state, id)).join("、")}
      onClick=${(event) => press(event, name)}>${emoji(name)} ${users.length}</button>`)}</div>`;
}

function signItems(words, [mine, turn]) {
  return SIGNS.map((name) => ({
    key: `sign-${name}`, sign: emoji(name), run: () => turn(name),
    text: words(mine(name) ? "unreact" : "react", { sign: emoji(name) }),
  }));
}

function menuItems({ state, town, words }, { message, channel, inThread, edit }) {
  const remove = async () => {
    const plain = (text) => ({ type: "plain_text", text });
    const sure = await town.confirm({ title: plain(words("delete")), text: plain(words("deleteAsk")),
      confirm: plain(words("delete")), deny: plain(words("cancel")), style: "danger" });
    if (sure) await town.act("delete", { channel, ts: message.ts });
  };
  const own = message.user === state.me;
  return [
    !inThread && { key: "reply", text: words("reply"), run: () => town.openThread(message.ts) },
    own && { key: "edit", text: words("edit"), run: edit },
    own && { key: "delete", text: words("delete"), run: remove },
  ].filter(Boolean);
}

function Foot({ message, channel, inThread }) {
  const { town, words } = useTown();
  return html`
    ${message.files.map((file) => html`<p class="file" key=${file.id}>📎 ${file.title || file.name || words("fileGone")}</p>`)}
    ${message.reactions.length > 0 && html`<${Reactions} message=${message} channel=${channel} />`}
    ${!inThread && message.reply_count > 0 && html`<button type="button" class="replies" data-ts=${message.ts}
      onClick=${() => town.openThread(message.ts)}>${words("replies", { count: message.reply_count })}</button>`}`;
}

function Message({ message, channel, inThread }) {
  const town = useTown();
  const { state, words } = town;
  const [editing, setEditing] = useState(false);
  const name = message.user === "USLACKBOT" ? "Slackbot" : nameOf(state, message.user) || state.bot.name;
  const moment = momentOf(message.ts);
  const sign = useSign({ message, channel });
  const items = message.ephemeral ? [] : [
    ...menuItems(town, { message, channel, inThread, edit: () => setEditing(true) }), ...signItems(words, sign)];
  return html`
    <article class=${message.ephemeral ? "message only-you" : "message"} data-ts=${message.ts}
      data-channel=${channel} data-ephemeral=${message.ephemeral ? "true" : null}
      aria-label=${`${name} ${clockTime(moment)}`}>
      <${Avatar} id=${message.user} name=${name} />
      <div class="message-main">
        ${message.ephemeral && html`<p class="only-you-note">${words("onlyYou")}</p>`}
        <p class="byline"><strong class="author" data-person=${message.user}>${name}</strong>
          ${message.is_bot && html`<span class="badge">${words("appBadge")}</span>`}
          <time class="quiet" datetime=${moment.toISOString()} title=${fullTime(moment, state.lang)}>${clockTime(moment)}</time>
          ${message.edited && html`<span class="quiet">${words("edited")}</span>`}</p>
        ${editing
          ? html`<${Editor} message=${message} channel=${channel} done=${() => setEditing(false)} />`
          : html`<${Body} message=${message} channel=${channel} />`}
        <${Foot} message=${message} channel=${channel} inThread=${inThread} />
      </div>
      ${items.length > 0 && html`<${Menu} id=${`act-${inThread ? "t" : "c"}-${message.ts}`} className="message-menu"
        label=${words("messageMenu")} items=${items} />`}
    </article>`;
}

function withDays(messages, lang) {
  let last = null;
  return messages.map((message) => {
    const day = dayName(momentOf(message.ts), lang);
    const first = day !== last;
    last = day;
    return { message, day: first ? day : null };
  });
}

/** Messages oldest first, days between them, kept at the end while the reader was at the end. */
export function MessageList({ channel, messages, label, inThread = false }) {
  const { state, words } = useTown();
  const box = useRef(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    atEnd.current = true;
  }, [channel]);
  // At each drawing: a card may also grow, by a line or by the first reply below it.
  useLayoutEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  const onScroll = (event) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
  };
  return html`
    <div class="messages" ref=${box} onScroll=${onScroll} tabindex="0" role="region" aria-label=${label}>
      ${messages.length === 0 && html`<p class="quiet empty">${words("noMessages")}</p>`}
      ${withDays(messages, state.lang).map(({ message, day }) => html`
        ${day && html`<h3 class="day" key=${`day-${day}`}><span>${day}</span></h3>`}
        <${Message} key=${message.ts} message=${message} channel=${channel} inThread=${inThread} />`)}
    </div>`;
}
