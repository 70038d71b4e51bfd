// How presses and forms leave the page: surfaces for messages, views and Home.

import { contentOf, elementsOf, problemsIn } from "./surface.js";

/** A state value as one plain value: an option's value, an id, a date, a text; lists for several. */
export function simple(value) {
  const content = contentOf(value);
  const one = (item) => (item && typeof item === "object" ? item.value : item);
  return Array.isArray(content) ? content.map(one) : one(content);
}

function simpleValues(values) {
  const outer = Object.entries(values).map(([blockId, inner]) => [
    blockId,
    Object.fromEntries(Object.entries(inner).map(([id, value]) => [id, simple(value)])),
  ]);
  return Object.fromEntries(outer);
}

function pressed(blockId, element, value) {
  return {
    block_id: blockId, action_id: element.action_id,
    ...(element.type === "button" ? { value: element.value ?? null } : { chosen: simple(value) }),
  };
}

/** The surface of one message. */
export function messageSurface(town, channel, message) {
  return {
    id: `m-${channel}-${message.ts}`, drafts: town.drafts,
    press: (blockId, element, value) =>
      town.act("press", { channel, ts: message.ts, ...pressed(blockId, element, value) }),
  };
}

/** The surface of a modal's view or of Home, with the sentences to show under its fields. */
export function viewSurface(town, view, problems = {}) {
  return {
    id: view.id, drafts: town.drafts, problems, view: view.id,
    press: (blockId, element, value) =>
      town.act("press_in_view", {
        view: view.id, values: simpleValues(town.drafts.values(view.id, view.blocks)),
        ...pressed(blockId, element, value),
      }),
  };
}

/** Submit a view, unless a field is plainly wrong: then say so there and send nothing. */
export async function submitView(town, view) {
  const values = town.drafts.values(view.id, view.blocks);
  const problems = problemsIn(view.blocks, values, town.words);
  town.set({ fieldProblems: { ...town.state.fieldProblems, [view.id]: problems } });
  if (Object.keys(problems).length) return;
  const answer = await town.act("submit", { view: view.id, values: simpleValues(values) });
  if (answer?.errors && Object.keys(answer.errors).length) {
    town.set({ fieldProblems: { ...town.state.fieldProblems, [view.id]: answer.errors } });
  }
}

/** Close the top view, or with `everything` the whole stack. */
export function closeView(town, view, everything) {
  town.drafts.drop(view.id);
  return town.act("close", { view: view.id, everything });
}

/** The element a view wants focused first: the marked one, else the first of an input block. */
export function firstFocus(view) {
  const all = elementsOf(view.blocks);
  const marked = all.find(([, element]) => element.focus_on_load);
  const inputs = new Set(view.blocks.filter((one) => one.type === "input").map((one) => one.block_id));
  return marked ?? all.find(([blockId]) => inputs.has(blockId)) ?? null;
}

const MENTION_EDGE = "(?=$|[\\s、。，．,.：:）)]|さん)";

/** Typed words with each `@name` made a mention; the workspace itself escapes the rest. */
export function written(text, people) {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((done, person) => {
    const name = person.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return done.replace(new RegExp(`@${name}${MENTION_EDGE}`, "g"), `<@${person.id}>`);
  }, text);
}

/** Send what stands in a composer: words, or a slash command where one may stand; null when refused. */
export async function send(town, channel, threadTs, text) {
  const [, command, rest] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
  if (!command) {
    return town.act("say", { channel, thread: threadTs, text: written(text, town.state.people) });
  }
  if (threadTs) {
    town.complain(town.words("noSlashInThread", { command }));
    return null;
  }
  return town.act("slash", { channel, command, text: rest });
}
