// What the tool itself has to say: the app was silent, the town refused, the page is cut off.

import { html } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";
import { failureText, placeless } from "./failures.js";

/** The last notice of the present person; inside a form when one is open, where alone it can be reached. */
export function Alerts() {
  const { state, town, words } = useTown();
  const fresh = placeless(state);
  const shown = [
    ...fresh.slice(-1).map((one) => ({
      key: one.key, text: one.about ? failureText(one, words) : one.text,
      drop: () => town.dismiss(fresh.map((other) => other.key)),
    })),
    state.problem && { key: "problem", text: state.problem, drop: () => town.set({ problem: null }) },
    state.offline && { key: "offline", text: words("offline") },
  ].filter(Boolean);
  return html`<div class="alerts" role="alert">
    ${shown.map((one) => html`<div class="alert" key=${one.key} data-notice=${one.key}>
      <span class="alert-sign" aria-hidden="true">!</span><span>${one.text}</span>
      ${one.drop && html`<button type="button" class="icon" aria-label=${words("dismiss")} onClick=${one.drop}>×</button>`}
    </div>`)}
  </div>`;
}
