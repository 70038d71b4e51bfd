// The elements a bot may put into blocks: buttons, choices, fields, dates, people.

import { html, useState } from "./vendor/htm-preact.js";
import { useTown } from "./context.js";
import { failedPresses, isPending } from "./failures.js";
import { Menu, Picker } from "./menus.js";
import { Text, bare } from "./mrkdwn.js";
import { useField } from "./surface.js";

function marks(blockId, element) {
  return { "data-action-id": element.action_id, "data-block-id": blockId };
}

/** Ask as the element's `confirm` says, then press; nothing is sent twice while the first is on its way. */
function usePress({ surface, blockId, element }) {
  const { state, town } = useTown();
  const [sending, setBusy] = useState(false);
  const busy = sending || isPending(state, surface.id, blockId, element);
  const press = async (value) => {
    if (busy) return;
    if (element.confirm && !(await town.confirm(element.confirm))) return;
    town.dismiss(failedPresses(state, surface.id, blockId, element).map((one) => one.key));
    setBusy(true);
    try {
      await surface.press(blockId, element, value);
    } finally {
      setBusy(false);
    }
  };
  return [busy, press];
}

/** A value that is also pressed when it changes, as Slack does outside input blocks. */
function useChoice(props) {
  const [value, change] = useField(props.surface, props.blockId, props.element);
  const [busy, press] = usePress(props);
  const choose = (next) => {
    change(next);
    if (props.dispatches) press(next);
  };
  return { value, change, choose, busy, press };
}

function Button(props) {
  const { element, blockId } = props;
  const [busy, press] = usePress(props);
  const label = bare(element.text);
  const shared = { ...marks(blockId, element), "aria-label": element.accessibility_label };
  const look = `button ${element.style ?? ""}`;
  if (element.url) {
    return html`<a class=${look} href=${element.url} target="_blank" rel="noopener noreferrer"
      onClick=${() => press({ value: element.value })} ...${shared}>${label}</a>`;
  }
  return html`<button type="button" class=${look} aria-busy=${busy ? "true" : null}
    onClick=${() => press({ value: element.value })} ...${shared}>${label}</button>`;
}

function Overflow(props) {
  const { words } = useTown();
  const { element, blockId } = props;
  const [busy, press] = usePress(props);
  const items = element.options.map((option) => ({
    key: option.value,
    text: bare(option.text),
    run: () => (option.url
      ? window.open(option.url, "_blank", "noopener")
      : press({ selected_option: option })),
  }));
  return html`<${Menu} id=${props.id} label=${words("more")} items=${items} disabled=${busy}
    attrs=${marks(blockId, element)} />`;
}

function flatOptions(element) {
  const groups = element.option_groups ?? [{ options: element.options ?? [] }];
  return groups.flatMap((group) =>
    group.options.map((option) => ({
      key: option.value, text: bare(option.text), description: bare(option.description) || null,
      group: group.label ? bare(group.label) : null, option,
    })));
}

function Choosing({ list, keys, onKeys, multiple, ...props }) {
  const { element, blockId } = props;
  return html`<${Picker} id=${props.id} label=${props.label} options=${list} chosen=${keys}
    multiple=${multiple} placeholder=${bare(element.placeholder)} onChoose=${onKeys}
    describedBy=${props.describedBy} invalid=${props.invalid} attrs=${marks(blockId, element)}
    onFilter=${props.onFilter} />`;
}

/** A select whose options the app itself names, asked at each letter once enough are typed. */
function AskedSelect(props) {
  const { town } = useTown();
  const { value, choose } = useChoice(props);
  const [offered, setOffered] = useState([]);
  const { element, surface } = props;
  const multiple = element.type.startsWith("multi_");
  const field = multiple ? "selected_options" : "selected_option";
  const chosen = [value[field] ?? []].flat();
  const onFilter = async (text) => {
    if (text.length < (element.min_query_length ?? 3)) return;
    const answer = await town.act("suggest", { view: surface.view, action_id: element.action_id, text });
    setOffered(answer?.options ?? []);
  };
  const fresh = offered.filter((one) => chosen.every((other) => other.value !== one.value));
  const list = flatOptions({ options: [...chosen, ...fresh] });
  const pick = (keys) => {
    const picked = list.filter((one) => keys.includes(one.key)).map((one) => one.option);
    choose({ type: element.type, [field]: multiple ? picked : picked[0] ?? null });
  };
  return html`<${Choosing} ...${props} list=${list} keys=${chosen.map((one) => one.value)} onKeys=${pick}
    multiple=${multiple} onFilter=${onFilter} />`;
}

function Select(props) {
  const { value, choose } = useChoice(props);
  const list = flatOptions(props.element);
  const keys = value.selected_option ? [value.selected_option.value] : [];
  const pick = ([key]) => {
    const found = list.find((one) => one.key === key)?.option ?? null;
    choose({ type: props.element.type, selected_option: found });
  };
  return html`<${Choosing} ...${props} list=${list} keys=${keys} onKeys=${pick} />`;
}

function MultiSelect(props) {
  const { value, choose } = useChoice(props);
  const list = flatOptions(props.element);
  const keys = value.selected_options.map((one) => one.value);
  const most = props.element.max_selected_items ?? list.length;
  const pick = (chosen) =>
    choose({
      type: props.element.type,
      selected_options: list.filter((one) => chosen.includes(one.key)).slice(0, most).map((one) => one.option),
    });
  return html`<${Choosing} ...${props} list=${list} keys=${keys} onKeys=${pick} multiple=${true} />`;
}

function nounOf(element) {
  return element.type.replace("multi_", "").replace(/s_select$/, "");
}

function everyoneAs(noun, state) {
  if (noun === "user") {
    return state.people.filter((one) => !one.bot).map((one) => ({
      key: one.id, text: one.name, group: one.office, person: one.id,
    }));
  }
  return state.channels.filter((one) => one.kind !== "im").map((one) => ({ key: one.id, text: `#${one.name}` }));
}

function EntitySelect(props) {
  const { state } = useTown();
  const { value, choose } = useChoice(props);
  const { element } = props;
  const noun = nounOf(element);
  const multiple = element.type.startsWith("multi_");
  const field = multiple ? `selected_${noun}s` : `selected_${noun}`;
  const keys = [value[field] ?? []].flat();
  const pick = (chosen) => choose({ type: element.type, [field]: multiple ? chosen : chosen[0] ?? null });
  return html`<${Choosing} ...${props} list=${everyoneAs(noun, state)} keys=${keys} onKeys=${pick}
    multiple=${multiple} />`;
}

function Ticks(props) {
  const { value, choose } = useChoice(props);
  const { element, blockId } = props;
  const single = element.type === "radio_buttons";
  const keys = single ? [value.selected_option?.value] : value.selected_options.map((one) => one.value);
  const toggle = (option, on) => {
    if (single) return choose({ type: element.type, selected_option: option });
    const others = element.options.filter((one) =>
      one.value === option.value ? on : keys.includes(one.value));
    return choose({ type: element.type, selected_options: others });
  };
  return html`
    <div class="ticks" role=${single ? "radiogroup" : "group"} aria-label=${props.label} id=${props.id}
      aria-describedby=${props.describedBy} aria-invalid=${props.invalid ? "true" : null}
      ...${marks(blockId, element)}>
      ${element.options.map((option) => html`
        <label class="tick-row" key=${option.value}>
          <input type=${single ? "radio" : "checkbox"} name=${props.id} value=${option.value}
            checked=${keys.includes(option.value)} data-value=${option.value}
            onChange=${(event) => toggle(option, event.target.checked)} />
          <span><${Text} of=${option.text} />
            ${option.description && html`<small><${Text} of=${option.description} /></small>`}</span>
        </label>`)}
    </div>`;
}

const KINDS = { email_text_input: "email", url_text_input: "url" };

function Field(props) {
  const { value, change, press } = useChoice(props);
  const { element, blockId } = props;
  const when = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const onInput = (event) => {
    const next = { type: element.type, value: event.target.value || null };
    change(next);
    if (props.dispatches && when.includes("on_character_entered")) press(next);
  };
  const onKeyDown = (event) => {
    if (event.key !== "Enter" || event.isComposing || !props.dispatches || element.multiline) return;
    event.preventDefault();
    if (when.includes("on_enter_pressed")) press(value);
  };
  const shared = {
    id: props.id, value: value.value ?? "", placeholder: bare(element.placeholder) || null, onInput, onKeyDown,
    "aria-label": props.label, "aria-describedby": props.describedBy, autocomplete: "off",
    "aria-invalid": props.invalid ? "true" : null, ...marks(blockId, element),
  };
  if (element.multiline) return html`<textarea rows="4" ...${shared}></textarea>`;
  const mode = element.type === "number_input" ? "decimal" : null;
  return html`<input type=${KINDS[element.type] ?? "text"} inputmode=${mode} ...${shared} />`;
}

const MOMENTS = {
  datepicker: ["date", "selected_date"],
  timepicker: ["time", "selected_time"],
  datetimepicker: ["datetime-local", "selected_date_time"],
};

// A datetimepicker speaks epoch seconds; the town's people mean Japan's time, which has no summer time.
const JST_OFFSET = 9 * 3600;

function shownMoment(type, content) {
  if (type !== "datetimepicker" || !content) return content ?? "";
  return new Date((content + JST_OFFSET) * 1000).toISOString().slice(0, 16);
}

function takenMoment(type, text) {
  if (!text) return null;
  return type === "datetimepicker" ? Date.parse(`${text}:00+09:00`) / 1000 : text;
}

function Moment(props) {
  const { value, choose } = useChoice(props);
  const { element, blockId } = props;
  const [kind, field] = MOMENTS[element.type];
  return html`<input type=${kind} id=${props.id} class="moment" aria-label=${props.label}
    value=${shownMoment(element.type, value[field])} aria-describedby=${props.describedBy}
    aria-invalid=${props.invalid ? "true" : null} ...${marks(blockId, element)}
    onChange=${(event) => choose({ type: element.type, [field]: takenMoment(element.type, event.target.value) })} />`;
}

function Picture({ element }) {
  const { words } = useTown();
  return html`<span class="picture" role="img" aria-label=${element.alt_text}
    title=${element.alt_text}>${words("image", { alt: element.alt_text })}</span>`;
}

const ELEMENTS = {
  button: Button, overflow: Overflow, image: Picture,
  static_select: Select, external_select: AskedSelect, multi_static_select: MultiSelect,
  multi_external_select: AskedSelect, users_select: EntitySelect, channels_select: EntitySelect,
  conversations_select: EntitySelect, multi_users_select: EntitySelect,
  multi_channels_select: EntitySelect, multi_conversations_select: EntitySelect,
  radio_buttons: Ticks, checkboxes: Ticks, plain_text_input: Field, number_input: Field,
  email_text_input: Field, url_text_input: Field, datepicker: Moment, timepicker: Moment,
  datetimepicker: Moment,
};

/** The triangle beside what was pressed in vain. */
function Failed({ surface, blockId, element }) {
  const { state, words } = useTown();
  if (!failedPresses(state, surface.id, blockId, element).length) return null;
  return html`<span class="failed" role="img" aria-label=${words("trouble")} title=${words("trouble")}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1.2 15.4 14.6H.6zM7.2 6v4.4h1.6V6zm0 5.4V13h1.6v-1.6z" /></svg></span>`;
}

/** One element of a block; `dispatches` says whether choosing also presses. */
export function Element({ surface, blockId, element, label, dispatches = true, ...rest }) {
  const { words } = useTown();
  const Known = ELEMENTS[element.type];
  if (!Known) return html`<p class="quiet">${words("unknownBlock", { type: element.type })}</p>`;
  const id = `${surface.id}-${blockId}-${element.action_id ?? ""}`.replace(/[^\w-]/g, "_");
  const name = label || bare(element.placeholder) || element.action_id;
  return html`<${Known} key=${`${blockId}/${element.action_id}/${element.type}`} id=${id} label=${name}
    surface=${surface} blockId=${blockId} element=${element} dispatches=${dispatches} ...${rest} />
    <${Failed} surface=${surface} blockId=${blockId} element=${element} />`;
}
