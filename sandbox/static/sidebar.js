// The left side: who I am, my channels, the direct message with the bot, its Home.

import { html } from "./vendor/htm-preact.js";
import { channelName, nameOf, useTown } from "./context.js";
import { channelInFront, isReading } from "./marks.js";
import { Picker } from "./menus.js";
import { spoken } from "./mrkdwn.js";

const COLOURS = 8;

/** A person as a coloured square with an initial; decoration only, the name stands beside it. */
export function Avatar({ id, name }) {
  const sum = [...(id ?? "")].reduce((total, letter) => total + letter.codePointAt(0), 0);
  return html`<span class=${`avatar tone-${sum % COLOURS}`} aria-hidden="true">${[...(name || "?")][0]}</span>`;
}

function Lock() {
  return html`<svg viewBox="0 0 16 16"><path d="M8 1a4 4 0 0 0-4 4v2H3v8h10V7h-1V5a4 4 0 0 0-4-4zm0 2a2 2 0 0 1 2 2v2H6V5a2 2 0 0 1 2-2z" /></svg>`;
}

function WhoAmI() {
  const { state, town, words } = useTown();
  const options = state.people.filter((one) => !one.bot).map((one) => ({
    key: one.id, text: one.name, group: one.office || words("noOffice"), also: one.also, person: one.id,
  }));
  const me = state.people.find((one) => one.id === state.me);
  return html`
    <div class="who">
      <${Avatar} id=${state.me} name=${me?.name} />
      <div class="who-pick">
        <span class="who-label">${words("actAs")}</span>
        <${Picker} id="who" label=${words("actAs")} options=${options} chosen=${state.me ? [state.me] : []}
          onChoose=${([id]) => id && town.become(id)} attrs=${{ "data-person": state.me }} />
        <span class="who-office">${me?.office || words("noOffice")}</span>
      </div>
    </div>`;
}

/** A place with what waits there: bold for anything, a red number for what rings, a grey one for replies. */
function Row({ current, unread, rings, replies, news, sign, name, note, open, attrs }) {
  const unseen = [note, news].filter(Boolean).join(" ");
  return html`
    <li><button type="button" class=${unread ? "row unread" : "row"}
      aria-current=${current ? "page" : null} onClick=${open} ...${attrs}>
      <span class="sign" aria-hidden="true">${sign}</span><span class="row-name">${name}</span>
      ${unseen && html`<span class="visually-hidden"> ${unseen}</span>`}
      ${rings > 0 && html`<span class="count" aria-hidden="true">${rings}</span>`}
      ${!rings && replies > 0 && html`<span class="count quiet-count" aria-hidden="true">${replies}</span>`}
    </button></li>`;
}

function ChannelRow({ channel }) {
  const { state, town, words } = useTown();
  const current = state.place?.kind === "channel" && state.place.id === channel.id;
  const direct = channel.kind === "im";
  const notes = [channel.is_private && !direct && words("privateChannel"), channel.is_archived && words("archived")];
  const { unread, rings } = current && channelInFront(state) ? { unread: 0, rings: 0 } : channel;
  const ringing = rings > 0 && words(direct ? "unreadDirect" : "mentioned", { count: rings });
  return html`<${Row} current=${current} unread=${unread} rings=${rings}
    news=${ringing || (unread > 0 && words("unread"))}
    sign=${direct ? "＠" : channel.is_private ? html`<${Lock} />` : "#"}
    name=${direct ? nameOf(state, channel.with) : channel.name} note=${notes.filter(Boolean).join(" ")}
    open=${() => town.openChannel(channel.id)} attrs=${{ "data-channel": channel.id }} />`;
}

function ThreadRow({ thread }) {
  const { state, town, words } = useTown();
  const { channel, ts, unread, rings, text } = thread;
  return html`<${Row} unread=${unread} rings=${rings} replies=${unread} sign="↳"
    news=${words(rings ? "mentioned" : "unreadReplies", { count: rings || unread })}
    name=${`${channelName(state, channel)}：${spoken(text, state)}`}
    open=${() => town.openThread(ts, channel)} attrs=${{ "data-thread": ts }} />`;
}

/** Replies in threads one follows mark no channel: they wait here, as long as there are any. */
function Threads() {
  const { state, words } = useTown();
  const waiting = state.threads.filter((one) => !isReading(state, one));
  if (!waiting.length) return null;
  return html`<h2 id="nav-threads">${words("threads")}</h2>
    <ul aria-labelledby="nav-threads">${waiting.map((one) => html`<${ThreadRow} key=${`${one.channel}/${one.ts}`} thread=${one} />`)}</ul>`;
}

/** The navigation of one person's conversations. */
export function Sidebar() {
  const { state, town, words } = useTown();
  const rooms = state.channels.filter((one) => one.kind !== "im");
  const directs = state.channels.filter((one) => one.kind === "im");
  return html`
    <nav class="sidebar" aria-label=${words("nav")}>
      <${WhoAmI} />
      <${Threads} />
      <h2 id="nav-rooms">${words("channels")}</h2>
      ${rooms.length === 0 && html`<p class="quiet">${words("noChannels")}</p>`}
      <ul aria-labelledby="nav-rooms">${rooms.map((one) => html`<${ChannelRow} key=${one.id} channel=${one} />`)}</ul>
      <h2 id="nav-directs">${words("directs")}</h2>
      <ul aria-labelledby="nav-directs">${directs.map((one) => html`<${ChannelRow} key=${one.id} channel=${one} />`)}</ul>
      <h2 id="nav-apps">${words("apps")}</h2>
      <ul aria-labelledby="nav-apps"><${Row} current=${state.place?.kind === "home"} sign="⌂"
        name=${words("homeOf", { name: state.bot.name })} open=${() => town.openHome()}
        attrs=${{ "data-home": state.bot.id }} /></ul>
    </nav>`;
}
