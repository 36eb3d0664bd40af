// Races SimGrid: runs a flow list (links.csv, flows.csv in the raw format of `sansou traffic`) by pure
// max-min sharing, without latency and cross traffic, and tells the CPU seconds of the simulation.
// A cap is a link of its own, since SimGrid's set_rate does not reach host-to-host transfers.
// Routes must be those of the office workload: shared links first, then two or three of the site.
//
//   g++ -O2 -std=c++17 benches/race/simgrid.cpp -o simgrid -lsimgrid     (Debian: libsimgrid-dev)
//   ./simgrid links.csv flows.csv [finish times, one a line]
#include <simgrid/s4u.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <vector>
#include <ctime>
namespace sg = simgrid::s4u;

struct Flow {
  double start, bytes;
  sg::Host *from, *to;
};

static double cpu() { return double(clock()) / CLOCKS_PER_SEC; }

static std::vector<std::string> split(const std::string& s, char by) {
  std::vector<std::string> parts; std::string part; std::stringstream in(s);
  while (std::getline(in, part, by)) parts.push_back(part);
  return parts;
}

int main(int argc, char** argv) {
  sg::Engine engine(&argc, argv);
  for (auto* set : {"network/model:CM02", "network/crosstraffic:0", "network/TCP-gamma:0", "network/latency-factor:1",
                    "network/bandwidth-factor:1", "surf/precision:1e-9", "contexts/stack-size:64"})
    sg::Engine::set_config(set);
  auto* zone = sg::create_star_zone("net");
  std::map<std::string, sg::Link*> links;
  std::ifstream in(argv[1]); std::string line; std::getline(in, line);
  while (std::getline(in, line)) {
    auto f = split(line, ',');
    links[f[0]] = zone->create_link(f[0], std::stod(f[1]) / 8)->set_latency(0)->seal();
  }
  std::map<std::string, sg::Host*> hosts;
  auto host = [&](const std::string& name, const std::vector<std::string>& route, bool up) {
    auto& found = hosts[name];
    if (!found) {
      found = zone->create_host(name, 1e9)->seal();
      std::vector<sg::LinkInRoute> way;
      for (auto& id : route) way.emplace_back(links.at(id));
      if (up) zone->add_route(found->get_netpoint(), nullptr, nullptr, nullptr, way, false);
      else zone->add_route(nullptr, found->get_netpoint(), nullptr, nullptr, way, false);
    }
    return found;
  };
  std::vector<Flow> flows;
  std::ifstream list(argv[2]); std::getline(list, line);
  while (std::getline(list, line)) {
    auto f = split(line, ',');
    auto route = split(f[3], ';');
    size_t shared = route.size() - 2 - (route[0] == "internet" ? 1 : 0);
    std::vector<std::string> up(route.begin(), route.begin() + shared), down(route.begin() + shared, route.end());
    std::string name = down.front() + ">" + down.back();
    if (f.size() > 4 && !f[4].empty()) { // a cap is a link of its own
      name += "#" + f[0];
      links[name] = zone->create_link(name, std::stod(f[4]) / 8)->set_latency(0)->seal();
      down.push_back(name);
    }
    flows.push_back({std::stod(f[1]), std::stod(f[2]), host("from " + up[0], up, true), host("to " + name, down, false)});
  }
  zone->seal();
  std::vector<double> finish(flows.size());
  sg::Actor::create("driver", flows[0].from, [&] {
    for (size_t i = 0; i < flows.size(); i++) {
      sg::this_actor::sleep_until(flows[i].start);
      sg::Actor::create("flow", flows[i].from, [&flows, &finish, i] {
        sg::Comm::sendto(flows[i].from, flows[i].to, flows[i].bytes);
        finish[i] = sg::Engine::get_clock();
      });
    }
  });
  double begin = cpu();
  engine.run();
  if (argc > 3) {
    FILE* out = fopen(argv[3], "w");
    for (double secs : finish) fprintf(out, "%.9f\n", secs);
    fclose(out);
  }
  std::cerr << cpu() - begin << " CPU s\n";
}
