// Small stand-ins for parts of the C library that the core references without ever needing them in full.
// nlohmann/json names strtod, strtof, strtold and snprintf, whose real forms bring 128-bit floats and printf
// (18 KB); the core reads integers only, so a number with a fraction is refused before its value matters.
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>

namespace {

const char* skip_number(const char* text) {
  while ((*text >= '0' && *text <= '9') || *text == '-' || *text == '+' || *text == '.' || *text == 'e' ||
         *text == 'E')
    ++text;
  return text;
}

void put(char* out, std::size_t size, std::size_t& at, char letter) {
  if (at + 1 < size) out[at] = letter;
  ++at;
}

void put_hex(char* out, std::size_t size, std::size_t& at, unsigned value, int width) {
  for (int shift = 4 * (width - 1); shift >= 0; shift -= 4)
    put(out, size, at, "0123456789ABCDEF"[(value >> shift) & 15U]);
}

}  // namespace

extern "C" {

double strtod(const char* text, char** end) {
  if (end != nullptr) *end = const_cast<char*>(skip_number(text));
  return 0;
}

// Decimal digits only, with a sign for the signed ones; errno tells of numbers out of range. The shorter two
// are named by the library's string class and called by nobody.
unsigned long long strtoull(const char* text, char** end, int) {
  unsigned long long number = 0;
  for (; *text >= '0' && *text <= '9'; ++text) {
    const unsigned digit = static_cast<unsigned>(*text - '0');
    if (number > (~0ULL - digit) / 10) errno = ERANGE;
    number = number * 10 + digit;
  }
  if (end != nullptr) *end = const_cast<char*>(text);
  return number;
}
long long strtoll(const char* text, char** end, int base) {
  const bool negative = *text == '-';
  const unsigned long long amount = strtoull(text + (negative ? 1 : 0), end, base);
  if (amount > (~0ULL >> 1) + (negative ? 1 : 0)) errno = ERANGE;
  return static_cast<long long>(negative ? 0 - amount : amount);
}
unsigned long strtoul(const char* text, char** end, int base) {
  return static_cast<unsigned long>(strtoull(text, end, base));
}
long strtol(const char* text, char** end, int base) { return static_cast<long>(strtoll(text, end, base)); }
float strtof(const char* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(const char* text, char** end) { return strtod(text, end); }

// Only %X and %x with a width, which is all that nlohmann/json asks for outside of floating point.
int snprintf(char* out, std::size_t size, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::size_t at = 0;
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      put(out, size, at, *format);
      continue;
    }
    int width = 1;
    for (; *format != '\0' && *format != 'X' && *format != 'x'; ++format)
      if (*format >= '1' && *format <= '8') width = *format - '0';
    put_hex(out, size, at, va_arg(arguments, unsigned), width);
    if (*format == '\0') break;
  }
  va_end(arguments);
  if (size > 0) out[at < size ? at : size - 1] = '\0';
  return static_cast<int>(at);
}

// The C library would import it; the only way to end the process is to trap.
void _Exit(int) { __builtin_trap(); }
}

// nlohmann/json makes an exception object to hand to parse_error(), which looks at nothing but the position.
// The library's classes would bring the machinery of dynamic_cast.
_LIBCPP_BEGIN_NAMESPACE_STD
__libcpp_refstring::__libcpp_refstring(const char*) : __imp_("") {}
__libcpp_refstring::__libcpp_refstring(const __libcpp_refstring&) noexcept : __imp_("") {}
__libcpp_refstring::~__libcpp_refstring() {}
_LIBCPP_END_NAMESPACE_STD

namespace std {
runtime_error::runtime_error(const char* message) : __imp_(message) {}
runtime_error::~runtime_error() noexcept {}
const char* runtime_error::what() const noexcept { return ""; }
}  // namespace std
