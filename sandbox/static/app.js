// The practice town's page: three panes, a bar above them, and what opens in front.

import { html, render, useEffect, useState } from "./vendor/htm-preact.js";
import { viewSurface } from "./acts.js";
import { Alerts } from "./alerts.js";
import { Blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { failedCommands } from "./failures.js";
import { Hint } from "./hint.js";
import { Inspector } from "./inspector.js";
import { TownContext, channelName, useTown } from "./context.js";
import { MessageList } from "./messages.js";
import { Modal, Question } from "./modal.js";
import { Sidebar } from "./sidebar.js";
import { Town } from "./store.js";
import { TopBar } from "./topbar.js";

function byTime(messages) {
  return [...messages].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function PaneHead({ title, note, back, backLabel, children }) {
  return html`<div class="pane-head">
    <button type="button" class="icon back" aria-label=${backLabel} onClick=${back}>←</button>
    <div class="pane-title"><h2 tabindex="-1">${title}</h2>${note && html`<p class="quiet">${note}</p>`}</div>
    ${children}
  </div>`;
}

function Room() {
  const { state, town, words } = useTown();
  const { channel } = state;
  const known = state.channels.find((one) => one.id === state.place.id);
  if (!channel) return html`<p class="quiet empty">${words(known ? "loading" : "outsideNote")}</p>`;
  const name = channelName(state, channel.id);
  const shown = known?.kind === "im" ? name : `#${name}`;
  return html`
    <${PaneHead} title=${shown} note=${channel.topic} back=${() => town.showList()} backLabel=${words("backToList")} />
    <${MessageList} channel=${channel.id} label=${words("messages")}
      messages=${byTime([...channel.messages, ...channel.ephemerals, ...failedCommands(state, channel.id, words)])} />
    ${channel.is_archived
      ? html`<p class="quiet empty">${words("archivedNote")}</p>`
      : html`<${Composer} key=${channel.id} channel=${channel.id} label=${words("composerTo", { name: shown })} />`}`;
}

function Home() {
  const { state, town, words } = useTown();
  return html`
    <${PaneHead} title=${words("homeOf", { name: state.bot.name })} back=${() => town.showList()}
      backLabel=${words("backToList")} />
    <div class="home" data-view=${state.home?.id} tabindex="0" role="region" aria-label=${words("home")}>
      ${state.home
        ? html`<${Blocks} blocks=${state.home.blocks} surface=${viewSurface(town, state.home)} />`
        : html`<p class="quiet empty">${words("homeEmpty")}</p>`}
    </div>`;
}

function Thread() {
  const { state, town, words } = useTown();
  if (!state.thread) return null;
  const { channel } = state.thread;
  const onKeyDown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) town.closeThread();
  };
  return html`
    <aside class="thread" aria-label=${words("thread")} onKeyDown=${onKeyDown}>
      <${PaneHead} title=${words("thread")} note=${channelName(state, channel)} back=${() => town.closeThread()}
        backLabel=${words("backToThread")}>
        <button type="button" class="icon shut" aria-label=${words("threadClose")}
          onClick=${() => town.closeThread()}>×</button>
      </${PaneHead}>
      <${MessageList} channel=${channel} messages=${byTime(state.thread.messages)} label=${words("thread")} inThread=${true} />
      <${Composer} key=${state.threadTs} channel=${channel} threadTs=${state.threadTs} label=${words("threadReply")} />
    </aside>`;
}

function useTownState(town) {
  const [state, setState] = useState(town.state);
  useEffect(() => {
    setState(town.state);
    return town.subscribe(() => setState(town.state));
  }, [town]);
  return state;
}

function Page({ town }) {
  const state = useTownState(town);
  const words = town.words;
  useEffect(() => {
    document.documentElement.lang = state.lang;
    document.title = words("title");
  }, [state.lang]);
  if (!state.ready) {
    return html`<p class="quiet empty" role="status">${words(state.offline ? "offline" : "loading")}</p>`;
  }
  return html`
    <${TownContext.Provider} value=${{ town, state, words }}>
      <a class="skip" href="#main">${words("skip")}</a>
      <${TopBar} />
      <${Hint} />
      <div class="panes" data-pane=${state.pane} data-thread=${state.thread ? "open" : "shut"}
        data-inspector=${state.inspecting ? "open" : "shut"}>
        <${Sidebar} />
        <main class="main" id="main" tabindex="-1">
          ${state.place?.kind === "home" ? html`<${Home} />` : null}
          ${state.place?.kind === "channel" ? html`<${Room} key=${state.place.id} />` : null}
          ${!state.place && html`<p class="quiet empty">${words("choose")}</p>`}
        </main>
        <${Thread} key=${state.threadTs} />
        <${Inspector} />
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">${state.announcement}</div>
      ${state.views.length === 0 && html`<${Alerts} />`}
      <${Modal} /><${Question} />
    </${TownContext.Provider}>`;
}

const town = new Town();
render(html`<${Page} town=${town} />`, document.getElementById("town"));
town.start(location.search);
