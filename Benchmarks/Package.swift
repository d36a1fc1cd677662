// swift-tools-version: 6.2
import PackageDescription

/// The peers of `make bench`. A package of its own, so that the product depends on none of this.
let package = Package(
  name: "parley-benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1")
  ],
  targets: [
    .executableTarget(
      name: "HummingbirdPeer",
      dependencies: [.product(name: "Hummingbird", package: "hummingbird")])
  ]
)
