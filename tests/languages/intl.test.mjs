// The plural forms, counts, times and dates of every language, as the core (forms.cpp) and as ICU tell them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";

const forms = JSON.parse(execFileSync(process.env.PARVIS_FORMS, { encoding: "utf8", maxBuffer: 1 << 26 }));
const languages = Object.keys(forms);
const each = (name, check, options = {}) =>
  languages.forEach((language) => test(`${language}: ${name}`, options, () => check(language, forms[language])));
const kMillion = 1e6;
// Rules last; words change from one CLDR to the next (Italian shortened no thousands in 42, Debian 12's).
const kCldr = 48;
const words = { skip: Number.parseInt(process.versions.cldr) < kCldr && `the words are those of CLDR ${kCldr}` };

// Where we differ on purpose.
const kOurs = {
  // ICU's Spanish writes 1000 M and 12 mil M; one unit serves both.
  count: (language, n, text) => (language === "es" && n >= 1e9 && n < 1e10 ? text.replace(/^1000/, "1\u00a0mil").replace(/^1500/, "1,5\u00a0mil") : text),
  // Hebrew's number behind a word that says it; Japanese's space, which no Japanese site writes.
  time: (language, text) =>
    ({ he: text.replace(/ \(\d\)$/, ""), ja: text.replace(" ", "") })[language] ?? text,
  // ICU's plain English is American; "8 Oct 2026" is read alike everywhere.
  date: (language, date) =>
    language === "en" ? `${date.getUTCDate()} ${date.toLocaleDateString("en", { month: "short", timeZone: "UTC" })} ${date.getUTCFullYear()}` : undefined,
};

test("there are fifteen languages", () => assert.equal(languages.length, 15));

each("plural forms are ICU's for the number that is shown", (language, { counts }) => {
  const rules = new Intl.PluralRules(language);
  for (const { n, shown, plural } of counts) {
    // "1,2 M" is a form of its own in Romance languages, which this object knows for whole millions only.
    const expected = rules.select(["fr", "es", "it", "pt"].includes(language) && shown > kMillion ? kMillion : shown);
    assert.equal(plural, expected, `${n}`);
  }
});

each("counts are ICU's compact ones", (language, { counts }) => {
  const format = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  for (const { n, text, shown } of counts) {
    if (n !== shown) continue; // rounded down, where ICU rounds to the nearest
    assert.equal(text, kOurs.count(language, n, format.format(n)), `${n}`);
  }
}, words);

each("relative times are ICU's", (language, { counts, yesterday }) => {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  for (const { n, minute, hour, day } of counts) {
    if (n > 200) continue;
    for (const [unit, text] of Object.entries({ minute, hour, day }))
      assert.equal(text, kOurs.time(language, format.format(-n, unit)), `${n} ${unit}`);
  }
  assert.equal(yesterday, new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-1, "day"));
}, words);

each("dates are ICU's", (language, { dates }) => {
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  for (const { ms, date } of dates) {
    const then = new Date(ms);
    assert.equal(date, kOurs.date(language, then) ?? format.format(then));
  }
}, words);

each("a day of the week is named as ICU does, whatever its case", (language, { dates }) => {
  const format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const named = new Map(dates.map(({ ms, since }) => [format.format(ms), since]));
  assert.equal(named.size, 7);
  assert.equal(new Set(named.values()).size, 7);
  // Letters alone (ICU's and our apostrophes differ), without the last of its word, which cases change.
  const stem = (name) => name.toLocaleLowerCase(language).split(" ").at(-1).slice(0, 3).replace(/[ʼ’].*/, "");
  for (const [name, since] of named) assert.ok(since.toLocaleLowerCase(language).includes(stem(name)), `${name}: ${since}`);
});
