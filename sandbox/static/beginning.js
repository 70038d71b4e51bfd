// Where a page begins: nothing known yet, and what its address says of who and where.

import { LANGUAGES } from "./words.js";

/** What a page knows before it has looked. */
export const START = {
  ready: false, offline: false, version: -1, now: null, me: null, lang: LANGUAGES[0],
  place: null, threadTs: null, pane: "list", dismissed: [], problem: null, question: null,
  fieldProblems: {}, announcement: "", busy: false, inspecting: false, overheard: null, hintShut: "", people: [], channels: [], threads: [], commands: [],
  shortcuts: [], views: [], waiting: [], notices: [], home: null, channel: null, thread: null,
  offers: { reset: false, next: null, situations: [], playing: "" }, bot: { id: "", name: "" },
};

/** What a page knows of one person, and must not show to the next. */
export const NOBODY = { channel: null, thread: null, home: null, views: [], fieldProblems: {}, dismissed: [], problem: null };

/** Person, language and place as an address names them. */
export function addressed(search) {
  const given = new URLSearchParams(search);
  const lang = LANGUAGES.includes(given.get("lang")) ? given.get("lang") : LANGUAGES[0];
  const place = given.get("home") ? { kind: "home" } : given.get("channel") ? { kind: "channel", id: given.get("channel") } : null;
  return { lang, me: given.get("me"), place, threadTs: given.get("thread"), pane: place ? "main" : "list" };
}

/** Keep person, language and place in the address, so that a reload comes back to them. */
export function remember({ me, lang, place, threadTs }) {
  const kept = new URLSearchParams({ me: me ?? "", lang });
  if (place?.kind === "home") kept.set("home", "1");
  if (place?.kind === "channel") kept.set("channel", place.id);
  if (threadTs) kept.set("thread", threadTs);
  history.replaceState(null, "", `?${kept}`);
}

/** What is open first on a wide screen; on a phone the list stays in front anyway. */
export function firstPlace(seen) {
  const first = seen.channels.find((one) => one.kind !== "im") ?? seen.channels[0];
  return first ? { kind: "channel", id: first.id } : null;
}
