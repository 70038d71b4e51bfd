// Blocks as a bot sends them, drawn the way the chat tool people know draws them.

import { html } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";
import { Element } from "./elements.js";
import { Mrkdwn, Text, bare, spoken } from "./mrkdwn.js";
import { RichText } from "./richtext.js";

function Header({ block }) {
  return html`<h3 class="block-header"><${Text} of=${block.text} /></h3>`;
}

function Section({ block, surface }) {
  const { state } = useTown();
  const spokenText = spoken(block.text?.text, state).split("\n")[0];
  return html`
    <div class=${block.accessory ? "section with-accessory" : "section"}>
      <div class="section-body">
        ${block.text && html`<div class="text"><${Text} of=${block.text} /></div>`}
        ${block.fields && html`<div class="fields">
          ${block.fields.map((field) => html`<div class="text"><${Text} of=${field} /></div>`)}
        </div>`}
      </div>
      ${block.accessory && html`<div class="accessory">
        <${Element} surface=${surface} blockId=${block.block_id} element=${block.accessory}
          label=${bare(block.accessory.placeholder) || spokenText} />
      </div>`}
    </div>`;
}

function Context({ block }) {
  return html`<div class="context">
    ${block.elements.map((one) => (one.type === "image"
      ? html`<span role="img" class="picture small" aria-label=${one.alt_text} title=${one.alt_text}>${one.alt_text}</span>`
      : html`<span class="text"><${Text} of=${one} /></span>`))}
  </div>`;
}

function Actions({ block, surface }) {
  return html`<div class="actions">
    ${block.elements.map((one) => html`<${Element} key=${one.action_id} surface=${surface}
      blockId=${block.block_id} element=${one} />`)}
  </div>`;
}

function Input({ block, surface }) {
  const { words } = useTown();
  const problem = surface.problems?.[block.block_id];
  const base = `${surface.id}-${block.block_id}`.replace(/[^\w-]/g, "_");
  const hint = block.hint ? `${base}-hint` : null;
  const described = [problem ? `${base}-error` : null, hint].filter(Boolean).join(" ") || null;
  const label = `${bare(block.label)}${block.optional ? words("optional") : ""}`;
  return html`
    <div class=${problem ? "input wrong" : "input"} data-input=${block.block_id}>
      <div class="label" aria-hidden="true"><${Text} of=${block.label} />
        ${block.optional && html`<span class="quiet">${words("optional")}</span>`}</div>
      <${Element} surface=${surface} blockId=${block.block_id} element=${block.element} label=${label}
        dispatches=${block.dispatch_action === true} describedBy=${described} invalid=${Boolean(problem)} />
      ${problem && html`<p class="error" id=${`${base}-error`}>${problem}</p>`}
      ${block.hint && html`<p class="hint" id=${hint}><${Text} of=${block.hint} /></p>`}
    </div>`;
}

// Nothing from outside this machine is loaded, so an image is shown as what it says.
function Image({ block }) {
  const { words } = useTown();
  return html`<figure class="figure">
    ${block.title && html`<figcaption><${Text} of=${block.title} /></figcaption>`}
    <div class="picture" role="img" aria-label=${block.alt_text}>${words("image", { alt: block.alt_text })}</div>
  </figure>`;
}

function cellOf(cell) {
  return cell.type === "rich_text" ? html`<${RichText} block=${cell} />` : cell.text ?? "";
}

function Table({ block }) {
  const [head, ...rows] = block.rows;
  return html`<div class="table-box"><table>
    <thead><tr>${head.map((cell) => html`<th scope="col">${cellOf(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cellOf(cell)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

function Unknown({ block }) {
  const { words } = useTown();
  return html`<p class="quiet">${words("unknownBlock", { type: block.type })}</p>`;
}

const BLOCKS = {
  header: Header,
  section: Section,
  context: Context,
  divider: () => html`<hr />`,
  actions: Actions,
  input: Input,
  image: Image,
  rich_text: RichText,
  markdown: ({ block }) => html`<div class="text"><${Mrkdwn} text=${block.text} /></div>`,
  table: Table,
};

/** A list of blocks on one surface; a block that stays keeps its node, and with it focus and typing. */
export function Blocks({ blocks, surface }) {
  return html`<div class="blocks">
    ${(blocks ?? []).map((block, index) => {
      const Known = BLOCKS[block.type] ?? Unknown;
      return html`<div class="block" key=${block.block_id ?? index} data-block-id=${block.block_id}
        data-block-type=${block.type}><${Known} block=${block} surface=${surface} /></div>`;
    })}
  </div>`;
}
