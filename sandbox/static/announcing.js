// The one sentence a screen reader hears of what is new.

import { failureText } from "./failures.js";
import { spoken } from "./mrkdwn.js";

// A triangle beside a button is easily missed by ear: what failed is said as well.
function failure(before, seen, words) {
  const known = new Set(before.notices.map((one) => one.key));
  const fresh = before.me === seen.me ? seen.notices.filter((one) => one.about && !known.has(one.key)) : [];
  return fresh.length ? failureText(fresh.at(-1), words) : null;
}

// What somebody else said meanwhile in the open channel, or in its open thread.
function newWords(before, seen, words, part) {
  const [was, is] = [before[part], seen[part]];
  if (!was || !is || (was.ts ?? was.id) !== (is.ts ?? is.id)) return null;
  const everything = (one) => [...one.messages, ...(one.ephemerals ?? [])];
  const known = new Set(everything(was).map((one) => one.ts));
  const fresh = everything(is).filter((one) => !known.has(one.ts) && one.user !== seen.me);
  if (!fresh.length) return null;
  const last = fresh.at(-1);
  const name = seen.people.find((one) => one.id === last.user)?.name ?? seen.bot.name;
  return words("newMessage", { name, text: spoken(last.text, seen) });
}

/** What to say now that `seen` follows `before`; the last sentence stays when nothing is new. */
export function announcementOf(before, seen, words) {
  return failure(before, seen, words) ?? newWords(before, seen, words, "thread")
    ?? newWords(before, seen, words, "channel") ?? before.announcement;
}
