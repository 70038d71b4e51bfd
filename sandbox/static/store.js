// The page's memory: the last snapshot of the town, where this person is, and every act they can take.

import { Drafts } from "./surface.js";
import { announcementOf } from "./announcing.js";
import { NOBODY, START, addressed, firstPlace, remember } from "./beginning.js";
import { focusSoon } from "./focus.js";
import { readNow } from "./marks.js";
import { wordsIn } from "./words.js";

async function asJson(response) {
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.error), { body });
  return body;
}

/** The town seen by one page. Components subscribe; only methods here change anything. */
export class Town {
  state = START;
  drafts = new Drafts();
  typed = new Map();
  #listeners = new Set();
  #fetching = null;
  #again = false;
  #read = new Map();
  #opener = { thread: null, inspector: null };

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get words() {
    return wordsIn(this.state.lang);
  }

  set(patch) {
    this.state = { ...this.state, ...patch };
    this.#listeners.forEach((listener) => listener());
  }

  /** Take person, language and place from the address, then look and listen for changes. */
  async start(search) {
    this.set(addressed(search));
    const { place } = this.state;
    await this.refresh();
    if (place?.kind === "home") await this.act("home", { tab: "home" });
    const events = new EventSource("town/events");
    events.onmessage = () => this.refresh();
    events.onopen = () => this.set({ offline: false });
    events.onerror = () => this.set({ offline: true });
  }

  #query() {
    const { me, place, threadTs } = this.state;
    const asked = new URLSearchParams();
    if (me) asked.set("me", me);
    if (place?.kind === "home") asked.set("home", "1");
    if (place?.kind === "channel") asked.set("channel", place.id);
    if (place?.kind === "channel" && threadTs) asked.set("thread", threadTs);
    return asked.toString();
  }

  /** Look again; looks that overlap become one more look after the present one. */
  refresh() {
    if (this.#fetching) this.#again = true;
    else this.#fetching = this.#look().finally(() => { this.#fetching = null; });
    return this.#fetching;
  }

  async #look() {
    do {
      this.#again = false;
      const asked = this.#query();
      try {
        const seen = await asJson(await fetch(`town/state?${asked}`));
        if (asked !== this.#query()) this.#again = true;
        else this.#take(seen);
        if (this.state.inspecting) this.set({ overheard: await asJson(await fetch("town/inspector")) });
      } catch (failure) {
        this.#lost(failure);
      }
    } while (this.#again);
  }

  // An address kept from before a reset may name nobody: then begin from the first person.
  #lost(failure) {
    if (!failure.body) return this.set({ offline: true });
    if (this.state.me || this.state.place) {
      this.#again = true;
      return this.set({ me: null, place: null, threadTs: null, pane: "list" });
    }
    return this.#complain(failure);
  }

  #take(seen) {
    const announcement = announcementOf(this.state, seen, this.words);
    for (const view of [...seen.views, seen.home].filter(Boolean)) {
      this.drafts.seed(view.id, view.state);
      this.drafts.prune(view.id, view.blocks);
    }
    if (this.#vanished(seen)) this.set({ place: null, ...this.#noThread() });
    const place = this.state.place ?? firstPlace(seen);
    const again = place !== this.state.place;
    this.set({ ...seen, ready: true, offline: false, announcement, place });
    remember(this.state);
    if (again) this.#again = true;
    this.#markRead(seen);
  }

  // A reset gives direct messages other ids: what was open a moment ago may be nobody's now.
  #vanished(seen) {
    const { place, me, channels } = this.state;
    const holds = (rooms) => rooms.some((one) => one.id === place.id);
    return place?.kind === "channel" && me === seen.me && holds(channels) && !holds(seen.channels);
  }

  // Once for each news: what cannot be marked is not tried for ever.
  #markRead(seen) {
    for (const { news, ...where } of readNow(this.state, seen)) {
      const key = JSON.stringify([seen.me, where]);
      if (this.#read.get(key) !== news) this.act("read", where);
      this.#read.set(key, news);
    }
  }

  #complain(failure) {
    const { body } = failure;
    const text = body && (this.state.lang === "en" ? body.message_en : body.message);
    this.set({ problem: text ?? this.words("offline") });
  }

  async #post(path, body) {
    try {
      const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
      const answer = await asJson(await fetch(path, init));
      await this.refresh();
      return answer;
    } catch (failure) {
      this.#complain(failure);
      return null;
    }
  }

  /** Do one thing as the present person; null when the town refused, which is then shown. */
  act(kind, body = {}) {
    return this.#post("town/act", { kind, me: this.state.me, ...body });
  }

  async #slow(work, what = "clock") {
    this.set({ busy: what });
    const answer = await work();
    this.set({ busy: false });
    return answer;
  }

  push(minutes) {
    return this.#slow(() => this.#post("town/clock", { minutes }));
  }

  pushToNext() {
    return this.#slow(() => this.#post("town/clock", { to: this.state.offers.next }));
  }

  /** Bring the town into a situation, and be where it begins as the person who begins it. */
  async play(key) {
    if (this.state.busy) return;
    this.#forget();
    const answer = await this.#slow(() => this.#post("town/situation", { key }), "play");
    if (answer) await this.#begin(answer.start);
  }

  async #begin({ person, channel, thread }) {
    this.set({ ...NOBODY, me: person, hintShut: "", threadTs: thread,
      place: channel ? { kind: "channel", id: channel } : { kind: "home" }, pane: thread ? "thread" : "main" });
    await this.refresh();
    if (!channel) await this.act("home", { tab: "home" });
    focusSoon(thread ? ".thread h2" : ".main");
  }

  // What was typed belongs to the town that is about to go.
  #forget() {
    this.drafts = new Drafts();
    this.typed.clear();
    this.set(this.#noThread());
  }

  async reset() {
    const words = this.words;
    const plain = (text) => ({ type: "plain_text", text });
    const sure = await this.confirm({
      title: plain(words("reset")), text: plain(words("resetAsk")), confirm: plain(words("reset")),
      deny: plain(words("cancel")), style: "danger",
    });
    if (!sure) return;
    this.#forget();
    await this.#slow(() => this.#post("town/reset", {}), "reset");
  }

  // On a phone the thread lies over its conversation, which then has to come to the front.
  #noThread() {
    return { threadTs: null, thread: null, pane: this.state.pane === "thread" ? "main" : this.state.pane };
  }

  become(me) {
    this.set({ ...NOBODY, me, place: null, threadTs: null, pane: "list" });
    return this.refresh();
  }

  speak(lang) {
    this.set({ lang });
    remember(this.state);
  }

  async openChannel(id) {
    this.set({ place: { kind: "channel", id }, threadTs: null, thread: null, home: null, pane: "main",
      channel: this.state.channel?.id === id ? this.state.channel : null });
    const direct = this.state.channels.find((one) => one.id === id)?.kind === "im";
    this.#onPhone(".main");
    await (direct ? this.act("home", { tab: "messages" }) : this.refresh());
  }

  async openHome() {
    this.set({ place: { kind: "home" }, threadTs: null, thread: null, channel: null, pane: "main" });
    this.#onPhone(".main");
    await this.act("home", { tab: "home" });
  }

  /** Open a thread, from its message or over another channel than the one in front. */
  async openThread(ts, channel = this.state.place.id) {
    const here = this.state.place?.id === channel;
    this.#opener.thread = here ? document.activeElement : null;
    this.set({ threadTs: ts, pane: "thread", ...(here ? {} : { place: { kind: "channel", id: channel }, channel: null, thread: null, home: null }) });
    await this.refresh();
    focusSoon(".thread h2");
  }

  /** Close the thread; the focus goes back to what opened it, or to the message it hangs from. */
  closeThread() {
    const ts = this.state.threadTs;
    this.set({ threadTs: null, thread: null, pane: "main" });
    remember(this.state);
    this.refresh();
    focusSoon(this.#opener.thread, `.main [data-ts="${ts}"] .replies`, ".main .messages");
  }

  /** Open or close the inspector; closing it gives the focus back to what opened it. */
  async inspect(open) {
    if (open) this.#opener.inspector = document.activeElement;
    this.set({ inspecting: open, overheard: null });
    if (!open) return focusSoon(this.#opener.inspector, "#inspect");
    focusSoon(".inspector h2");
    await this.refresh();
  }

  /** One row of the inspector with its JSON; null when it is gone. */
  async inFull(number) {
    try {
      return await asJson(await fetch(`town/inspector/${number}`));
    } catch (failure) {
      this.#complain(failure);
      return null;
    }
  }

  showList() {
    this.set({ pane: "list" });
    this.#onPhone("nav [aria-current]", "nav .row");
  }

  // On a telephone the pane that had the focus is hidden by the next one.
  #onPhone(...wanted) {
    if (matchMedia("(max-width: 700px)").matches) focusSoon(...wanted);
  }

  /** Ask as a Block Kit `confirm` object says; true when the person agrees. */
  confirm(question) {
    return new Promise((resolve) => {
      const settle = (agreed) => {
        this.set({ question: null });
        resolve(agreed);
      };
      this.set({ question: { ...question, settle } });
    });
  }

  complain(problem) {
    this.set({ problem });
  }

  dismiss(keys) {
    this.set({ dismissed: [...this.state.dismissed, ...keys] });
  }
}
