#include "options.hpp"

#include <doctest/doctest.h>

#include "outside.hpp"
#include "shop.hpp"

using namespace parvis::demo;

TEST_CASE("options are read in both spellings") {
  Options options;
  CHECK_FALSE(read_options({"--server=http://localhost:9000", "--page", "lamp", "--theme=dark", "--lang",
                            "fr", "--size=800x600", "--scale", "2", "--offline"},
                           options));
  CHECK(options.server == "http://localhost:9000");
  CHECK(options.page == "lamp");
  CHECK(options.theme == ThemeName::kDark);
  CHECK(options.language == "fr");
  CHECK(options.width == 800);
  CHECK(options.height == 600);
  CHECK(options.scale == 2);
  CHECK(options.offline);
}

TEST_CASE("every language of the SDK is taken") {
  for (const char* language :
       {"en", "fr", "de", "es", "it", "pt", "nl", "pl", "uk", "tr", "ar", "he", "ja", "zh-Hans", "ko"}) {
    Options options;
    CHECK_FALSE(read_options({"--lang", language}, options));
    CHECK(options.language == language);
  }
}

TEST_CASE("a wrong option is told in a sentence that names it") {
  Options options;
  for (const char* wrong : {"--server=ftp://x", "--page=car", "--theme=blue", "--lang=tlh", "--size=wide",
                            "--size=1x1", "--scale=9", "--now=soon", "--wait-ready=-1", "--colour=red"}) {
    auto problem = read_options({wrong}, options);
    CHECK(problem);
    std::string name = std::string(wrong).substr(0, std::string(wrong).find('='));
    CHECK(problem.value_or("").find(name) != std::string::npos);
  }
  CHECK(read_options({"--page"}, options));
}

TEST_CASE("every product and word is there in both languages") {
  for (const Product& product : kProducts) {
    for (int language : {0, 1}) {
      CHECK_FALSE(product.name[language].empty());
      CHECK_FALSE(product.text[language].empty());
      CHECK_FALSE(product.price[language].empty());
    }
  }
  for (int i = 0; i < static_cast<int>(Word::kCount); ++i) {
    CHECK_FALSE(word(static_cast<Word>(i), "en").empty());
    CHECK_FALSE(word(static_cast<Word>(i), "fr-CA").empty());
  }
}

TEST_CASE("nothing but web and mail addresses goes to the browser") {
  for (const char* address :
       {"", "file:///etc/passwd", "javascript:alert(1)", "-version", "xdg://x", "ftp://x"}) {
    CHECK_FALSE(open_in_browser(address));
  }
}
