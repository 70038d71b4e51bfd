// What stands in front of everything: the stack of a person's forms, and questions before an act.

import { html, useLayoutEffect, useRef } from "./vendor/htm-preact.js";
import { closeView, firstFocus, submitView, viewSurface } from "./acts.js";
import { Alerts } from "./alerts.js";
import { Blocks } from "./blocks.js";
import { useTown } from "./context.js";
import { failedSubmissions } from "./failures.js";
import { Text, bare } from "./mrkdwn.js";

/** A native modal dialog: it keeps the focus inside and gives it back to where it came from. */
function Dialog({ label, role = "dialog", className, onEscape, children, attrs = {} }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onEscape();
  };
  return html`<dialog ref=${box} role=${role} aria-label=${label} class=${className} onKeyDown=${onKeyDown}
    onCancel=${(event) => event.preventDefault()} ...${attrs}>${children}</dialog>`;
}

/**
 * Give a new form's first field the focus, also when the field comes after the form was opened;
 * a form that was exchanged takes back a focus that went with what stood there.
 */
function useViewFocus(box, view, problems) {
  const wrong = Object.keys(problems).join("\n");
  const [blockId, element] = firstFocus(view) ?? [];
  useLayoutEffect(() => {
    // A child's effects run before its parent's: open the dialog now, or it would take the focus back.
    const dialog = box.current.closest("dialog");
    if (!dialog.open) dialog.showModal();
    const here = box.current.contains(document.activeElement) && document.activeElement;
    if (here && here.tagName !== "H2") return; // somebody is typing there
    const field = element && box.current.querySelector(
      `[data-block-id="${CSS.escape(blockId)}"][data-action-id="${CSS.escape(element.action_id)}"]`);
    const inside = field?.matches("[role=group],[role=radiogroup]") ? field.querySelector("input") : field;
    (inside ?? box.current.querySelector("h2")).focus();
  }, [view.id, blockId, element?.action_id]);
  useLayoutEffect(() => {
    if (!box.current.contains(document.activeElement)) box.current.querySelector("h2").focus();
  }, [view.blocks]);
  useLayoutEffect(() => {
    if (wrong) box.current.querySelector("[aria-invalid=true]")?.focus();
  }, [wrong]);
}

function View({ view, depth }) {
  const { state, town, words } = useTown();
  const box = useRef(null);
  const problems = { ...view.errors, ...state.fieldProblems[view.id] };
  const busy = state.waiting.some((one) => one.view === view.id && one.type === "view_submission");
  const failed = failedSubmissions(state, view.id);
  useViewFocus(box, view, problems);
  const onSubmit = (event) => {
    event.preventDefault();
    if (busy) return;
    town.dismiss(failed.map((one) => one.key));
    submitView(town, view);
  };
  return html`
    <form class="view" ref=${box} noValidate onSubmit=${onSubmit} data-view=${view.id}
      data-callback-id=${view.callback_id} aria-busy=${busy ? "true" : null}>
      <div class="view-head">
        ${depth > 0 && html`<button type="button" class="icon" aria-label=${words("viewBack")}
          onClick=${() => closeView(town, view, false)}>←</button>`}
        <h2 tabindex="-1">${bare(view.title)}</h2>
        <button type="button" class="icon" aria-label=${words("close")}
          onClick=${() => closeView(town, view, true)}>×</button>
      </div>
      <div class="view-body" tabindex="0" role="region" aria-label=${words("viewContent")}><${Blocks} blocks=${view.blocks} surface=${viewSurface(town, view, problems)} /></div>
      <${Alerts} />
      <div role="alert">${failed.length > 0 && html`<p class="error view-failed">${words("troubleInForm")}</p>`}</div>
      <div class="view-foot">
        ${busy && html`<span class="quiet" role="status">${words("working")}</span>`}
        <button type="button" class="button" data-close=${view.id}
          onClick=${() => closeView(town, view, false)}>${bare(view.close) || words("cancel")}</button>
        ${view.submit && html`<button type="submit" class="button primary" data-submit=${view.id}
          aria-disabled=${busy ? "true" : null}>${bare(view.submit)}</button>`}
      </div>
    </form>`;
}

/** The top of the person's stack of views, if any is open. */
export function Modal() {
  const { state, town } = useTown();
  const view = state.views.at(-1);
  if (!view) return null;
  return html`<${Dialog} label=${bare(view.title)} className="modal"
    onEscape=${() => closeView(town, view, false)}>
    <${View} key=${view.id} view=${view} depth=${state.views.length - 1} />
  </${Dialog}>`;
}

/** The question a `confirm` object asks, in front even of a form. */
export function Question() {
  const { state } = useTown();
  const asked = state.question;
  if (!asked) return null;
  const look = asked.style === "danger" ? "button danger" : "button primary";
  return html`
    <${Dialog} label=${bare(asked.title)} role="alertdialog" className="question" onEscape=${() => asked.settle(false)}>
      <h2>${bare(asked.title)}</h2>
      <div class="text"><${Text} of=${asked.text} /></div>
      <div class="view-foot">
        <button type="button" class="button" onClick=${() => asked.settle(false)}>${bare(asked.deny)}</button>
        <button type="button" class=${look} onClick=${() => asked.settle(true)}>${bare(asked.confirm)}</button>
      </div>
    </${Dialog}>`;
}
