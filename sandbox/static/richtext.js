// The rich_text block: sections, lists, quotes and preformatted text.

import { html } from "./vendor/htm-preact.js";
import { channelName, nameOf, useTown } from "./context.js";
import { emoji, link } from "./mrkdwn.js";
import { slackDate } from "./time.js";

function styled(node, style = {}) {
  if (style.code) return html`<code>${node}</code>`;
  const struck = style.strike ? html`<s>${node}</s>` : node;
  const leaning = style.italic ? html`<em>${struck}</em>` : struck;
  return style.bold ? html`<strong>${leaning}</strong>` : leaning;
}

function broken(text) {
  return text.split("\n").flatMap((line, index) => (index ? [html`<br />`, line] : [line]));
}

function Piece({ of }) {
  const { state, words } = useTown();
  switch (of.type) {
    case "text":
      return styled(broken(of.text), of.style);
    case "link":
      return styled(link(of.url, of.text ?? of.url), of.style);
    case "user":
      return html`<span class="mention" data-person=${of.user_id}>@${nameOf(state, of.user_id)}</span>`;
    case "channel":
      return html`<span class="mention">#${channelName(state, of.channel_id)}</span>`;
    case "emoji":
      return emoji(of.name);
    case "broadcast":
      return html`<span class="mention">@${of.range}</span>`;
    case "date":
      return html`<time>${slackDate(of.timestamp, of.format, state.lang)}</time>`;
    default:
      return of.text ?? of.fallback ?? html`<span class="quiet">${words("unknownBlock", { type: of.type })}</span>`;
  }
}

function pieces(elements = []) {
  return elements.map((one) => html`<${Piece} of=${one} />`);
}

function Part({ of }) {
  switch (of.type) {
    case "rich_text_list": {
      const items = of.elements.map((item) => html`<li>${pieces(item.elements)}</li>`);
      const indent = `indent-${Math.min(of.indent ?? 0, 4)}`;
      return of.style === "ordered"
        ? html`<ol class=${indent} start=${(of.offset ?? 0) + 1}>${items}</ol>`
        : html`<ul class=${indent}>${items}</ul>`;
    }
    case "rich_text_quote":
      return html`<blockquote>${pieces(of.elements)}</blockquote>`;
    case "rich_text_preformatted":
      return html`<pre><code>${pieces(of.elements)}</code></pre>`;
    default:
      return html`<div>${pieces(of.elements)}</div>`;
  }
}

/** A rich_text block's parts in order. */
export function RichText({ block }) {
  return html`<div class="rich">${block.elements.map((part) => html`<${Part} of=${part} />`)}</div>`;
}
