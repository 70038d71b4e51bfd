// A surface is where blocks stand: a message, a modal's view or Home. It keeps what was typed there.

import { useState } from "./vendor/htm-preact.js";

const PLURAL = { multi_users_select: "selected_users", multi_conversations_select: "selected_conversations",
  multi_channels_select: "selected_channels" };
const SINGULAR = { users_select: "user", conversations_select: "conversation", channels_select: "channel" };
const OPTIONS = ["checkboxes", "multi_static_select", "multi_external_select"];
const OPTION = ["static_select", "external_select", "radio_buttons"];
const MOMENT = { datepicker: "date", timepicker: "time", datetimepicker: "date_time" };
const STATELESS = ["button", "overflow", "image"];

/** An element's part of `state.values` before anybody touched it, in Slack's shape. */
export function initialOf(element) {
  const type = element.type;
  if (OPTIONS.includes(type)) return { type, selected_options: element.initial_options ?? [] };
  if (OPTION.includes(type)) return { type, selected_option: element.initial_option ?? null };
  if (PLURAL[type]) {
    const name = PLURAL[type];
    return { type, [name]: element[name.replace("selected", "initial")] ?? [] };
  }
  if (SINGULAR[type]) {
    const name = SINGULAR[type];
    return { type, [`selected_${name}`]: element[`initial_${name}`] ?? null };
  }
  if (MOMENT[type]) {
    const name = MOMENT[type];
    return { type, [`selected_${name}`]: element[`initial_${name}`] ?? null };
  }
  if (type === "file_input") return { type, files: [] };
  return { type, value: element.initial_value ?? null };
}

/** Every element with an action, as `[block_id, element]`, in the order of the blocks. */
export function elementsOf(blocks) {
  return (blocks ?? []).flatMap((block) => {
    const inside = [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])];
    return inside.filter((one) => one?.action_id).map((one) => [block.block_id, one]);
  });
}

/** What is typed and chosen on every surface, kept outside the nodes so that redrawing loses nothing. */
export class Drafts {
  #kept = new Map();

  /** The present value of one element. */
  read(surface, blockId, element) {
    const kept = this.#kept.get(surface)?.get(`${blockId}/${element.action_id}`);
    return kept?.type === element.type ? kept : initialOf(element);
  }

  /** Start a surface from what the town already knows was typed there, say before the page was reloaded. */
  seed(surface, known) {
    if (this.#kept.has(surface)) return;
    const pairs = Object.entries(known ?? {}).flatMap(([blockId, inner]) =>
      Object.entries(inner).map(([actionId, value]) => [`${blockId}/${actionId}`, value]));
    this.#kept.set(surface, new Map(pairs));
  }

  /** Keep a value. */
  write(surface, blockId, element, value) {
    if (!this.#kept.has(surface)) this.#kept.set(surface, new Map());
    this.#kept.get(surface).set(`${blockId}/${element.action_id}`, value);
  }

  /** Forget what belonged to elements a view no longer has: Slack keeps input by both ids only. */
  prune(surface, blocks) {
    const live = new Set(elementsOf(blocks).map(([id, element]) => `${id}/${element.action_id}`));
    const kept = this.#kept.get(surface);
    for (const key of kept?.keys() ?? []) if (!live.has(key)) kept.delete(key);
  }

  /** Forget a whole surface. */
  drop(surface) {
    this.#kept.delete(surface);
  }

  /** `state.values` of a surface, as Slack would send it. */
  values(surface, blocks) {
    const values = {};
    for (const [blockId, element] of elementsOf(blocks)) {
      if (STATELESS.includes(element.type)) continue;
      values[blockId] = { ...values[blockId], [element.action_id]: this.read(surface, blockId, element) };
    }
    return values;
  }
}

/** One element's value and the function that changes it, living as long as both ids stay. */
export function useField(surface, blockId, element) {
  const [, redraw] = useState(0);
  const value = surface.drafts.read(surface.id, blockId, element);
  const change = (next) => {
    surface.drafts.write(surface.id, blockId, element, next);
    redraw((count) => count + 1);
  };
  return [value, change];
}

/** The chosen thing out of a state value, whatever its element's kind: null, "" or [] when nothing. */
export function contentOf(value) {
  const [, content] = Object.entries(value).find(([name]) => name !== "type") ?? [];
  return content ?? null;
}

function problemOf(element, value, words) {
  const content = contentOf(value);
  if (typeof content !== "string" || content === "") return null;
  if (element.min_length && content.length < element.min_length) return words("tooShort", { count: element.min_length });
  if (element.max_length && content.length > element.max_length) return words("tooLong", { count: element.max_length });
  if (element.type === "email_text_input" && !/^\S+@\S+$/.test(content)) return words("badEmail");
  if (element.type === "url_text_input" && !/^\w+:\S+$/.test(content)) return words("badUrl");
  if (element.type !== "number_input") return null;
  const digits = element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/;
  if (!digits.test(content)) return words("badNumber");
  if (element.min_value !== undefined && Number(content) < Number(element.min_value)) return words("tooSmall", { count: element.min_value });
  if (element.max_value !== undefined && Number(content) > Number(element.max_value)) return words("tooLarge", { count: element.max_value });
  return null;
}

/** What Slack's own form says before sending anything: sentences by block_id, empty when all is well. */
export function problemsIn(blocks, values, words) {
  const problems = {};
  for (const block of blocks ?? []) {
    if (block.type !== "input") continue;
    const value = values[block.block_id]?.[block.element.action_id];
    const content = value && contentOf(value);
    const empty = content === null || content === "" || (Array.isArray(content) && !content.length);
    const missing = words("value" in (value ?? {}) ? "required" : "requiredChoice");
    const problem = empty ? !block.optional && missing : problemOf(block.element, value, words);
    if (problem) problems[block.block_id] = problem;
  }
  return problems;
}
