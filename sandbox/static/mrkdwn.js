// Slack's mrkdwn as nodes. Text only ever becomes text nodes, so nothing typed can become markup.

import { html } from "./vendor/htm-preact.js";
import { channelName, nameOf, useTown } from "./context.js";
import { slackDate } from "./time.js";

const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔", x: "❌", warning: "⚠️", bell: "🔔", phone: "☎️",
  telephone_receiver: "📞", rotating_light: "🚨", hourglass: "⌛", eyes: "👀", memo: "📝",
  clipboard: "📋", house: "🏠", ambulance: "🚑", calendar: "📅", lock: "🔒", pray: "🙏", bow: "🙇",
  red_circle: "🔴", large_yellow_circle: "🟡", large_green_circle: "🟢", white_circle: "⚪",
  information_source: "ℹ️", arrow_right: "➡️", bulb: "💡", thumbsup: "👍", "+1": "👍", ok: "🆗",
};

/** The sign of an emoji's short name, or the name between colons when it is not among ours. */
export function emoji(name) {
  return EMOJI[name] ?? `:${name}:`;
}

// Slack marks emphasis only where letters or digits do not touch the marks from outside.
const mark = (sign) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}${sign}])[${sign}](?=\\S)([^${sign}\\n]+?)(?<=\\S)[${sign}](?![\\p{L}\\p{N}${sign}])`,
    "u",
  );

const RULES = [
  { find: /`([^`\n]+)`/, make: (m) => html`<code>${plain(m[1])}</code>` },
  { find: /<([^<>\n]+)>/, make: (m, all) => entity(m[1], all) },
  { find: mark("*"), make: (m, all) => html`<strong>${inline(m[1], all)}</strong>` },
  { find: mark("_"), make: (m, all) => html`<em>${inline(m[1], all)}</em>` },
  { find: mark("~"), make: (m, all) => html`<s>${inline(m[1], all)}</s>` },
  { find: /:([a-z0-9_+-]+):/, make: (m) => emoji(m[1]) },
];

/** Escaped text as it was typed. */
export function plain(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function inline(text, all) {
  const found = RULES.map((rule) => ({ rule, match: rule.find.exec(text) })).filter(
    (one) => one.match,
  );
  if (!found.length) return lines(plain(text));
  const first = found.reduce((a, b) => (b.match.index < a.match.index ? b : a));
  const start = first.match.index;
  const rest = text.slice(start + first.match[0].length);
  return [lines(plain(text.slice(0, start))), first.rule.make(first.match, all), inline(rest, all)];
}

function lines(text) {
  return text.split("\n").flatMap((line, index) => (index ? [html`<br />`, line] : [line]));
}

function entity(inside, { state, lang }) {
  const [body, label] = inside.split(/\|(.*)/s);
  if (body.startsWith("@")) return mention(nameOf(state, body.slice(1)), body.slice(1), state);
  if (body.startsWith("#")) return html`<span class="mention">#${channelName(state, body.slice(1))}</span>`;
  if (body.startsWith("!date^")) {
    const [, seconds, pattern] = body.split("^");
    return html`<time>${slackDate(seconds, pattern, lang)}</time>`;
  }
  if (body.startsWith("!subteam^")) return html`<span class="mention">${label ?? body}</span>`;
  if (body.startsWith("!")) return html`<span class="mention">@${label ?? body.slice(1)}</span>`;
  return link(body, label ? plain(label) : plain(body));
}

function mention(name, id, state) {
  const own = id === state.me ? "mention own" : "mention";
  return html`<span class=${own} data-person=${id}>@${name}</span>`;
}

/** A link that opens outside the page, or its bare text when the address is not a web, mail or phone one. */
export function link(address, label) {
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return label;
  return html`<a href=${plain(address)} target="_blank" rel="noopener noreferrer">${label}</a>`;
}

function quoted(line) {
  return /^(&gt;|>)\s?/.test(line);
}

function paragraphs(text, all) {
  const runs = [];
  for (const line of text.split("\n")) {
    const quote = quoted(line);
    const bare = quote ? line.replace(/^(&gt;|>)\s?/, "") : line;
    const last = runs.at(-1);
    if (last && last.quote === quote) last.lines.push(bare);
    else runs.push({ quote, lines: [bare] });
  }
  return runs.map((run) => {
    const body = inline(run.lines.join("\n"), all);
    return run.quote ? html`<blockquote>${body}</blockquote>` : html`<span class="run">${body}</span>`;
  });
}

/** A mrkdwn string, rendered. */
export function Mrkdwn({ text }) {
  const { state } = useTown();
  const all = { state, lang: state.lang };
  return (text ?? "").split("```").map((piece, index) => {
    if (index % 2) return html`<pre><code>${plain(piece.replace(/^\n/, ""))}</code></pre>`;
    const trimmed = index ? piece.replace(/^\n/, "") : piece;
    return trimmed ? paragraphs(trimmed, all) : null;
  });
}

function replaceEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI[name] ?? whole);
}

/** A text object of either kind. */
export function Text({ of }) {
  if (!of) return null;
  if (of.type === "mrkdwn") return html`<${Mrkdwn} text=${of.text} />`;
  return lines(replaceEmoji(of.text ?? ""));
}

/** A plain_text object as a bare string, for names and labels. */
export function bare(of) {
  return of ? replaceEmoji(of.text ?? "") : "";
}

/** A mrkdwn string without its marks, for the line a screen reader hears. */
export function spoken(text, state) {
  return plain(
    (text ?? "")
      .replace(/<@(\w+)(\|[^>]*)?>/g, (_, id) => nameOf(state, id))
      .replace(/<[^|>]*\|([^>]*)>/g, "$1")
      .replace(/[*_~`<>]/g, ""),
  );
}
