// What the app left unanswered for three seconds, shown where the real tool shows it.

// The real tool's notices pass by themselves; here they last five minutes of the town's time.
const FRESH = 5 * 60 * 1000;
const QUIET = ["block_suggestion", "view_closed"];
const PLACED = ["block_actions", "view_submission", "command"];

function live(state) {
  return state.notices.filter((one) => !state.dismissed.includes(one.key)
    && new Date(state.now) - new Date(one.at) < FRESH);
}

function isOf(about, surface, blockId, element) {
  return about?.type === "block_actions" && about.surface === surface && about.block === blockId
    && about.action === element.action_id;
}

/** The notices of a press on this element that came to nothing. */
export function failedPresses(state, surface, blockId, element) {
  return live(state).filter((one) => isOf(one.about, surface, blockId, element));
}

/** True while the app has not yet acknowledged a press on this element. */
export function isPending(state, surface, blockId, element) {
  return state.waiting.some((one) => isOf(one, surface, blockId, element));
}

/** The notices of a form that could not be sent. */
export function failedSubmissions(state, view) {
  return live(state).filter((one) => one.about?.type === "view_submission" && one.about.view === view);
}

/** Commands of this channel that failed, as the lines only their author sees. */
export function failedCommands(state, channel, words) {
  const failed = state.notices.filter((one) => one.about?.type === "command" && one.about.channel === channel);
  return failed.map((one) => ({
    ts: String(new Date(one.at) / 1000), user: "USLACKBOT", text: failureText(one, words), blocks: [], files: [],
    reactions: [], ephemeral: true, is_bot: false, thread_ts: null, reply_count: 0, edited: false,
  }));
}

/** What has no place of its own on the page. */
export function placeless(state) {
  return live(state).filter((one) => ![...PLACED, ...QUIET].includes(one.about?.type));
}

/** What the tool says of a failure, in the page's language. */
export function failureText(notice, words) {
  if (notice.about?.type === "command") return words("commandFailed", { command: notice.about.command });
  return words(notice.about?.type === "view_submission" ? "troubleInForm" : "trouble");
}
