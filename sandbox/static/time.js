// The town lives in Japan's time: the server speaks UTC, the page alone writes JST.

const ZONE = "Asia/Tokyo";

function parts(moment, options) {
  const made = new Intl.DateTimeFormat("en-US-u-hc-h23", { timeZone: ZONE, ...options });
  return Object.fromEntries(made.formatToParts(moment).map((part) => [part.type, part.value]));
}

const WEEKDAYS = { Sun: "日", Mon: "月", Tue: "火", Wed: "水", Thu: "木", Fri: "金", Sat: "土" };

/** The moment of a message's `ts`. */
export function momentOf(ts) {
  return new Date(Number(ts) * 1000);
}

/** Hours and minutes, as 21:46. */
export function clockTime(moment) {
  const at = parts(moment, { hour: "2-digit", minute: "2-digit" });
  return `${at.hour}:${at.minute}`;
}

/** Hours, minutes and seconds, as 21:46:05. */
export function secondTime(moment) {
  return `${clockTime(moment)}:${parts(moment, { second: "2-digit" }).second.padStart(2, "0")}`;
}

/** The day alone, as 2026年1月20日(火). */
export function dayName(moment, lang) {
  const at = parts(moment, { year: "numeric", month: "numeric", day: "numeric", weekday: "short" });
  if (lang === "en") {
    const month = parts(moment, { month: "short" }).month;
    return `${at.weekday}, ${at.day} ${month} ${at.year}`;
  }
  return `${at.year}年${at.month}月${at.day}日(${WEEKDAYS[at.weekday]})`;
}

/** Day and time together, as the town's clock shows them. */
export function fullTime(moment, lang) {
  return `${dayName(moment, lang)} ${clockTime(moment)}`;
}

/** The tokens of Slack's `<!date^…>` written out; an unknown token stays as it is. */
export function slackDate(seconds, pattern, lang) {
  const moment = new Date(Number(seconds) * 1000);
  const at = parts(moment, { year: "numeric", month: "2-digit", day: "2-digit", second: "2-digit" });
  const values = {
    date_num: `${at.year}-${at.month}-${at.day}`,
    date_slash: `${at.year}/${at.month}/${at.day}`,
    time: clockTime(moment),
    time_secs: `${clockTime(moment)}:${at.second}`,
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name in values) return values[name];
    return name.startsWith("date") ? dayName(moment, lang) : whole;
  });
}
