// What every part of the page may ask for: the town's state, the words, and the acts.

import { createContext, useContext } from "./vendor/htm-preact.js";

export const TownContext = createContext(null);

/** The town as given by the root: `{ state, town, words }`. */
export function useTown() {
  return useContext(TownContext);
}

/** The name shown for a person or bot id; the id itself when nobody knows it. */
export function nameOf(state, id) {
  return state.people.find((person) => person.id === id)?.name ?? id ?? "";
}

/** The name shown for a channel id, with its mark. */
export function channelName(state, id) {
  const channel = state.channels.find((one) => one.id === id);
  if (!channel) return id ?? "";
  return channel.kind === "im" ? nameOf(state, channel.with) : channel.name;
}
