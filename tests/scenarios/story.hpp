// One story played through the C ABI, with the reference server's handler answering.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host.hpp"
#include "parvis/memory_transport.hpp"
#include "view/node.hpp"

namespace parvis::test {

class Words;

class Story {
 public:
  explicit Story(std::string name);
  ~Story();
  Story(const Story&) = delete;
  Story& operator=(const Story&) = delete;

  // False: a step made no sense or an expectation did not hold; `problems` say which.
  bool play(const std::vector<std::string>& lines);

  const std::vector<std::string>& transcript() const { return host_.log; }
  // What the wasm needs to replay the story without a server.
  nlohmann::ordered_json recorded() const;
  std::vector<std::string> problems;

 private:
  struct Widget {
    std::string name;
    std::int32_t handle = 0;
    view::Node tree;
  };
  struct Fault {
    int count = 0;
    int status = 0;
    std::int64_t retry_after_ms = 0;
  };
  void step(std::string line);
  bool do_client_step(const std::string& verb, Words& words);
  bool do_world_step(const std::string& verb, Words& words);
  bool do_check_step(const std::string& verb, Words& words);
  void start(const std::string& options);
  void mount(const std::string& name, const std::string& kind, nlohmann::ordered_json options);
  void resume(const std::string& name, const std::string& kind, nlohmann::ordered_json options);
  void act(Words& words);
  void poll(std::int64_t advance_ms);
  void deliver();
  void answer(const OpenRequest& request);
  void write(const std::string& path, const std::string& members, nlohmann::ordered_json body);
  void paint_all();
  void expect(Words& words);
  void expect_state(Words& words);
  std::string state_at(const std::string& widget, const std::string& path);
  Widget* find(const std::string& name);
  void fail(const std::string& why);

  std::string name_;
  std::string line_;
  int line_number_ = 0;
  std::int64_t now_ = 1'800'000'000'000;
  std::uint32_t server_seed_ = 7;
  ScenarioHost host_;
  MemoryTransport server_;
  std::int32_t client_ = 0;
  std::string client_options_;
  std::vector<Widget> widgets_;
  std::vector<std::pair<std::string, std::string>> values_;
  Fault fault_;
  int losing_ = 0;
  int others_ = 0;
  std::size_t mark_ = 0;
  nlohmann::ordered_json answers_ = nlohmann::ordered_json::array();
  nlohmann::ordered_json paints_ = nlohmann::ordered_json::array();
};

}  // namespace parvis::test
