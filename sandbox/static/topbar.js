// The bar at the top: which page this is, the town's time and the buttons that push it.

import { html } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";
import { Menu } from "./menus.js";
import { fullTime } from "./time.js";

const STEPS = [["push1", 1], ["push5", 5], ["push10", 10], ["push60", 60], ["push1440", 1440]];

function ClockButtons() {
  const { state, town, words } = useTown();
  const { next } = state.offers;
  return html`
    <div class="clock-buttons" role="group" aria-label=${words("clock")}>
      ${STEPS.map(([key, minutes]) => html`<button type="button" class="push" key=${key}
        data-minutes=${minutes} aria-disabled=${state.busy ? "true" : null}
        onClick=${() => state.busy || town.push(minutes)}>${words(key)}</button>`)}
      ${next && html`<button type="button" class="push" data-minutes="next"
        title=${fullTime(new Date(next), state.lang)}
        onClick=${() => state.busy || town.pushToNext()}>${words("pushNext")}</button>`}
    </div>`;
}

function Situations() {
  const { state, town, words } = useTown();
  const items = state.offers.situations.map((one) => ({
    key: one.key,
    text: (state.lang === "en" && one.title_en) || one.title,
    run: () => town.play(one.key),
  }));
  if (!items.length) return null;
  return html`<${Menu} id="situations" label=${words("situations")} sign=${words("situations")} items=${items} />`;
}

/** The top bar; nothing here belongs to the chat tool, so it looks unlike it. */
export function TopBar() {
  const { state, town, words } = useTown();
  const now = state.now ? fullTime(new Date(state.now), state.lang) : "";
  return html`
    <header class="topbar" aria-label=${words("title")}>
      <div class="brand"><h1>${words("title")}</h1><p class="brand-note">${words("titleNote")}</p></div>
      <div class="clock">
        <span class="visually-hidden">${words("now")}</span>
        <time class="now" datetime=${state.now}>${now}</time>
        <${ClockButtons} />
      </div>
      <div class="tools">
        <${Situations} />
        <button type="button" class="tool" id="inspect" aria-expanded=${String(state.inspecting)}
          aria-controls=${state.inspecting ? "inspector" : null} title=${words("inspector")}
          onClick=${() => town.inspect(!state.inspecting)}>${words("inspect")}</button>
        ${state.offers.reset && html`<button type="button" class="tool" onClick=${() => town.reset()}>${words("reset")}</button>`}
        <button type="button" class="tool" lang=${state.lang === "ja" ? "en" : "ja"}
          aria-label=${`${words("language")} ${words("languageLabel")}`}
          onClick=${() => town.speak(state.lang === "ja" ? "en" : "ja")}>${words("language")}</button>
      </div>
    </header>`;
}
