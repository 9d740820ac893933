#include "svg_path.hpp"

#include <cmath>
#include <cstdlib>
#include <numbers>
#include <string>

namespace parvis::demo {
namespace {

constexpr int kCurvePieces = 16;

Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
Point operator*(Point a, float k) { return {a.x * k, a.y * k}; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() {
    skip_separators();
    return at_ >= text_.size();
  }
  bool at_number() {
    skip_separators();
    if (at_ >= text_.size()) return false;
    char c = text_[at_];
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  }
  char command() { return text_[at_++]; }
  float number() {
    skip_separators();
    std::size_t start = at_;
    if (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) ++at_;
    bool dot = false;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '.' && dot) break;
      if (c == '.') dot = true;
      if (c == 'e' && at_ + 1 < text_.size() && text_[at_ + 1] == '-')
        ++at_;
      else if (c != '.' && (c < '0' || c > '9'))
        break;
      ++at_;
    }
    return std::strtof(std::string(text_.substr(start, at_ - start)).c_str(), nullptr);
  }
  // The two flags of an arc may stand without anything between them.
  bool flag() {
    skip_separators();
    return at_ < text_.size() && text_[at_++] == '1';
  }

 private:
  void skip_separators() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == ',' || text_[at_] == '\n')) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class Flattener {
 public:
  explicit Flattener(std::string_view path) : read_(path) {}

  std::vector<Polyline> run() {
    char command = 0;
    while (!read_.at_end()) {
      if (!read_.at_number())
        command = read_.command();
      else if (command == 'M')
        command = 'L';
      else if (command == 'm')
        command = 'l';
      if (!step(command)) break;
    }
    return std::move(lines_);
  }

 private:
  Point point(bool relative) {
    Point p{read_.number(), 0};
    p.y = read_.number();
    return relative ? p + at_ : p;
  }
  void line_to(Point p) {
    if (lines_.empty() || lines_.back().closed) lines_.push_back({{at_}, false});
    lines_.back().points.push_back(p);
    at_ = p;
  }
  void cubic_to(Point a, Point b, Point end) {
    Point start = at_;
    for (int i = 1; i <= kCurvePieces; ++i) {
      float t = static_cast<float>(i) / kCurvePieces;
      float u = 1 - t;
      line_to(start * (u * u * u) + a * (3 * u * u * t) + b * (3 * u * t * t) + end * (t * t * t));
    }
    last_control_ = b;
  }
  void quadratic_to(Point control, Point end) {
    Point start = at_;
    cubic_to(start * (1.f / 3) + control * (2.f / 3), end * (1.f / 3) + control * (2.f / 3), end);
    last_control_ = control;
  }

  void arc_to(float rx, float ry, float degrees, bool large, bool sweep, Point end) {
    Point start = at_;
    if (rx == 0 || ry == 0 || (start.x == end.x && start.y == end.y)) return line_to(end);
    float angle = degrees * std::numbers::pi_v<float> / 180;
    float c = std::cos(angle), s = std::sin(angle);
    float dx = (start.x - end.x) / 2, dy = (start.y - end.y) / 2;
    Point p{c * dx + s * dy, -s * dx + c * dy};
    rx = std::fabs(rx);
    ry = std::fabs(ry);
    float excess = p.x * p.x / (rx * rx) + p.y * p.y / (ry * ry);
    if (excess > 1) {
      rx *= std::sqrt(excess);
      ry *= std::sqrt(excess);
    }
    float below = rx * rx * p.y * p.y + ry * ry * p.x * p.x;
    float k = std::sqrt(std::fmax(0.f, (rx * rx * ry * ry - below) / below)) * (large == sweep ? -1.f : 1.f);
    Point centre{k * rx * p.y / ry, -k * ry * p.x / rx};
    float from = std::atan2((p.y - centre.y) / ry, (p.x - centre.x) / rx);
    float to = std::atan2((-p.y - centre.y) / ry, (-p.x - centre.x) / rx);
    constexpr float kTurn = 2 * std::numbers::pi_v<float>;
    if (sweep && to < from) to += kTurn;
    if (!sweep && to > from) to -= kTurn;
    Point middle{c * centre.x - s * centre.y + (start.x + end.x) / 2,
                 s * centre.x + c * centre.y + (start.y + end.y) / 2};
    for (int i = 1; i <= kCurvePieces; ++i) {
      float t = from + (to - from) * static_cast<float>(i) / kCurvePieces;
      float x = rx * std::cos(t), y = ry * std::sin(t);
      line_to(i == kCurvePieces ? end : Point{middle.x + c * x - s * y, middle.y + s * x + c * y});
    }
  }

  bool step(char command) {
    bool relative = command >= 'a';
    bool after_curve = previous_ == 'C' || previous_ == 'S' || previous_ == 'Q' || previous_ == 'T';
    Point mirrored = after_curve ? at_ * 2 + last_control_ * -1 : at_;
    char upper = relative ? static_cast<char>(command - 'a' + 'A') : command;
    previous_ = upper;
    switch (upper) {
      case 'M':
        at_ = start_ = point(relative);
        lines_.push_back({{at_}, false});
        return true;
      case 'L':
        line_to(point(relative));
        return true;
      case 'H':
        line_to({read_.number() + (relative ? at_.x : 0), at_.y});
        return true;
      case 'V':
        line_to({at_.x, read_.number() + (relative ? at_.y : 0)});
        return true;
      case 'C': {
        Point a = point(relative), b = point(relative);
        cubic_to(a, b, point(relative));
        return true;
      }
      case 'S': {
        Point b = point(relative);
        cubic_to(mirrored, b, point(relative));
        return true;
      }
      case 'Q': {
        Point control = point(relative);
        quadratic_to(control, point(relative));
        return true;
      }
      case 'T':
        quadratic_to(mirrored, point(relative));
        return true;
      case 'A': {
        float rx = read_.number(), ry = read_.number(), angle = read_.number();
        bool large = read_.flag(), sweep = read_.flag();
        arc_to(rx, ry, angle, large, sweep, point(relative));
        return true;
      }
      case 'Z':
        if (!lines_.empty()) {
          lines_.back().closed = true;
          at_ = start_;
        }
        return true;
      default:
        return false;
    }
  }

  Reader read_;
  std::vector<Polyline> lines_;
  Point at_, start_, last_control_;
  char previous_ = 0;
};

}  // namespace

std::vector<Polyline> flatten_path(std::string_view path) { return Flattener(path).run(); }

}  // namespace parvis::demo
