// What a ready-made situation asks one to try, or that it is being prepared.

import { html } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";

/** One sentence below the bar, until it is closed; read out when it comes. */
export function Hint() {
  const { state, town, words } = useTown();
  const playing = state.offers.situations.find((one) => one.key === state.offers.playing);
  const text = playing && ((state.lang === "en" && playing.hint_en) || playing.hint);
  const shown = text && state.hintShut !== playing.key && !state.busy;
  return html`<div class="hint-place" role="status">
    ${state.busy === "play" && html`<p class="try">${words("preparing")}</p>`}
    ${shown && html`<div class="try"><p><strong>${words("tryThis")}</strong> ${text}</p>
      <button type="button" class="icon" aria-label=${words("tryClose")}
        onClick=${() => town.set({ hintShut: playing.key })}>×</button></div>`}
  </div>`;
}
