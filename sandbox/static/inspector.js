// The inspector: what the bot said to Slack and what Slack brought it, the newest first.

import { html, useState } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";
import { glossIn } from "./glosses.js";
import { secondTime } from "./time.js";

const FILTERS = {
  all: () => true,
  bot: (row) => row.from === "bot",
  slack: (row) => row.from === "slack",
  wrong: (row) => row.error || row.attempt > 0,
};

function outcome(row, words) {
  if (row.from === "bot") return row.error ? words("callFailed", { error: row.error }) : words("callDone");
  if (row.state === "acked") return words("answeredIn", { seconds: row.seconds.toFixed(2) });
  return words(row.state === "timed_out" ? "notAnswered" : "notYetAnswered");
}

function Json({ label, value }) {
  return html`<p class="json-label">${label}</p>
    <pre tabindex="0" role="region" aria-label=${label}>${JSON.stringify(value, null, 2)}</pre>`;
}

function Row({ row }) {
  const { state, town, words } = useTown();
  const [full, setFull] = useState(null);
  const onToggle = async (event) => {
    if (event.currentTarget.open && !full) setFull(await town.inFull(row.id));
  };
  const [from, said, answered] = row.from === "bot"
    ? ["fromBot", "jsonSaid", "jsonAnswer"] : ["fromSlack", "jsonBrought", "jsonReply"];
  return html`<li><details class=${`row-of-${row.from}`} data-row=${row.id} onToggle=${onToggle}>
    <summary>
      <span class="row-head"><span class="from">${words(from)}</span>
        <time datetime=${row.at}>${secondTime(new Date(row.at))}</time></span>
      <span class="row-what"><code>${row.what}</code> ${glossIn(state.lang, row.what)}</span>
      ${row.to.length > 0 && html`<span class="quiet">${row.to.join("　")}</span>`}
      <span class=${row.error ? "outcome bad" : "outcome"}>${row.error && html`<span aria-hidden="true">⚠ </span>`}${outcome(row, words)}
        ${row.attempt > 0 && ` ${words("attempt", { count: row.attempt })}`}</span>
    </summary>
    ${full && html`<${Json} label=${words(said)} value=${full.said} />
      <${Json} label=${words(answered)} value=${full.answered} />`}
  </details></li>`;
}

function Filter({ chosen, choose }) {
  const { words } = useTown();
  return html`<fieldset class="filters"><legend class="visually-hidden">${words("filterRows")}</legend>
    ${Object.keys(FILTERS).map((key) => html`<label key=${key}><input type="radio" name="inspector-filter"
      checked=${chosen === key} onChange=${() => choose(key)} />${words(`rows:${key}`)}</label>`)}
  </fieldset>`;
}

function Rows({ chosen }) {
  const { state, words } = useTown();
  if (!state.overheard) return html`<p class="quiet empty">${words("loading")}</p>`;
  const rows = state.overheard.rows.filter(FILTERS[chosen]);
  return html`
    ${rows.length === 0 && html`<p class="quiet empty">${words("noRows")}</p>`}
    <ol class="overheard">${rows.map((row) => html`<${Row} key=${row.id} row=${row} />`)}</ol>
    ${state.overheard.older > 0 && html`<p class="quiet empty">${words("olderRows", { count: state.overheard.older })}</p>`}`;
}

/** The drawer at the side; Escape closes it, and what opened it has the focus again. */
export function Inspector() {
  const { state, town, words } = useTown();
  const [chosen, choose] = useState("all");
  if (!state.inspecting) return null;
  const onKeyDown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) town.inspect(false);
  };
  return html`
    <aside class="inspector" id="inspector" aria-label=${words("inspector")} onKeyDown=${onKeyDown}>
      <div class="pane-head"><div class="pane-title"><h2 tabindex="-1">${words("inspector")}</h2>
        <p class="quiet">${words("inspectorNote")}</p></div>
        <button type="button" class="icon" aria-label=${words("inspectorClose")} onClick=${() => town.inspect(false)}>×</button>
      </div>
      <${Filter} chosen=${chosen} choose=${choose} />
      <div class="rows" tabindex="0" role="region" aria-label=${words("inspectorRows")}><${Rows} chosen=${chosen} /></div>
    </aside>`;
}
