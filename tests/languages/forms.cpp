// Prints what the core makes of counts and times in every language, as JSON, for intl.test.mjs.
#include <cstdio>

#include "base/decimal.hpp"
#include "base/json.hpp"
#include "model/messages.hpp"
#include "parvis/text.hpp"

using namespace parvis;

namespace {

constexpr std::int64_t kLastSmall = 200;
constexpr std::int64_t kLarge[] = {999,
                                   1'000,
                                   1'001,
                                   1'002,
                                   1'100,
                                   2'000,
                                   3'000,
                                   9'900,
                                   10'000,
                                   11'000,
                                   12'000,
                                   12'400,
                                   21'000,
                                   99'000,
                                   100'000,
                                   103'000,
                                   111'000,
                                   124'000,
                                   999'000,
                                   1'000'000,
                                   1'200'000,
                                   2'000'000,
                                   3'000'000,
                                   12'400'000,
                                   124'000'000,
                                   1'000'000'000,
                                   1'500'000'000,
                                   12'000'000'000,
                                   100'000'000'000,
                                   124'000'000'000,
                                   1'000'000'000'000,
                                   2'500'000'000'000,
                                   12'000'000'000'000};
constexpr std::int64_t kOctober8 = 1'791'417'600'000, kDay = 86'400'000;
constexpr int kDaysTold = 370;

void write_count(JsonWriter& out, std::int64_t count, std::string_view language) {
  std::int64_t shown;
  const std::string text = show_count(count, language, shown);
  out.begin_object().member("n", count).member("text", text).member("shown", shown);
  out.member("plural", plural_ending(shown, language).substr(1));
  out.member("minute", plural_message("time.minutes", count, language));
  out.member("hour", plural_message("time.hours", count, language));
  out.member("day", plural_message("time.days", count, language)).end_object();
}

void write_language(JsonWriter& out, std::string_view language) {
  out.begin_object().key("counts").begin_array();
  for (std::int64_t count = 0; count <= kLastSmall; ++count) write_count(out, count, language);
  for (const std::int64_t count : kLarge) write_count(out, count, language);
  out.end_array().member("yesterday", message("time.yesterday", language));
  out.key("dates").begin_array();
  for (int day = 0; day < kDaysTold; ++day) {
    const std::int64_t then = kOctober8 - day * kDay;
    out.begin_object().member("ms", then);
    out.member("date", format_relative_time(then, kOctober8 + 8 * kDay, language));
    out.member("since", format_since(then, then + 3 * kDay, language)).end_object();
  }
  out.end_array().end_object();
}

}  // namespace

int main() {
  JsonWriter out;
  out.begin_object();
  for (const Catalogue& catalogue : built_in_catalogues()) {
    out.key(catalogue.language);
    write_language(out, catalogue.language);
  }
  out.end_object();
  std::puts(out.text().c_str());
}
