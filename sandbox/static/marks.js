// What can be seen on this page right now, and therefore counts as read.

const seenWithin = (width) => matchMedia(`(max-width: ${width}px)`).matches;

/** True when the open channel can be seen; a narrow screen shows one thing at a time. */
export function channelInFront({ pane, threadTs }) {
  return seenWithin(700) ? pane === "main" : !(threadTs && seenWithin(1000));
}

function threadInFront({ pane, threadTs, inspecting }) {
  if (!threadTs || (inspecting && seenWithin(1280))) return false;
  return !seenWithin(700) || pane === "thread";
}

/** True when this thread is open where it can be seen. */
export function isReading(state, { channel, ts }) {
  return state.place?.id === channel && state.threadTs === ts && threadInFront(state);
}

/** What is open and unread, as acts to send: the channel by its posts, the thread by its replies. */
export function readNow(state, seen) {
  const here = seen.channels.find((one) => one.id === seen.channel?.id);
  const thread = seen.threads.find((one) => isReading(state, one));
  return [
    here?.unread && channelInFront(state) && { channel: here.id, news: `${here.unread}/${seen.channel.messages.at(-1)?.ts}` },
    thread && { channel: thread.channel, thread: thread.ts, news: `${thread.unread}/${seen.thread?.messages.at(-1)?.ts}` },
  ].filter(Boolean);
}
