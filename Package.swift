// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every room: Swift 6 mode, explicit `any`, `unsafe` spelled out where C is touched.
let rules: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: rules)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: rules)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")

let package = Package(
  name: "sluice",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "sluice", targets: ["CLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
  ],
  targets: [
    // The doors to C.
    .systemLibrary(
      name: "CLibgit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "CLibcurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    room("Git", ["CLibgit2"]),
    room("Curl", ["CLibcurl"]),
    room("Deflate", ["CZlib"]),

    // The words everyone shares.
    room("Model", [crypto]),

    // The flow, in the order in which the data passes.
    room("Planning", ["Model", "Git", yams]),
    room("Routing", ["Model"]),
    room("Inference", ["Model", "Curl"]),
    room("Checkpoints", ["Model", "Deflate", grdb]),
    room("Reporting", ["Model"]),
    room("Runner", ["Model", "Routing", "Inference", "Checkpoints"]),
    .executableTarget(
      name: "CLI",
      dependencies: [
        "Model", "Git", "Curl", "Planning", "Routing", "Inference", "Checkpoints", "Reporting",
        "Runner", arguments, log,
      ],
      swiftSettings: rules),

    // Fake endpoints that speak the real protocols over real sockets, for the tests below only.
    .target(
      name: "Fakes", dependencies: [flyingFox, flyingSocks], path: "Tests/Fakes",
      swiftSettings: rules),
    tests("ModelTests", ["Model"]),
    tests("GitTests", ["Git"]),
    tests("CurlTests", ["Curl", "Fakes"]),
    tests("PlanningTests", ["Planning", "Model", "Git"]),
    tests("RoutingTests", ["Routing", "Model"]),
    tests("InferenceTests", ["Inference", "Model", "Curl", "Fakes"]),
    tests("CheckpointsTests", ["Checkpoints", "Model", grdb]),
    tests("ReportingTests", ["Reporting", "Model"]),
    tests("RunnerTests", ["Runner", "Model", "Routing", "Inference", "Checkpoints", "Fakes"]),
    tests("EndToEndTests", ["Fakes"]),
  ]
)
