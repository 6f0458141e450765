// swift-tools-version: 6.2
import PackageDescription

/// Settings of every module of ours: an import stays inside the module unless it says otherwise, so
/// that an FFmpeg type in a public signature does not compile.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// Modules that never hold a raw pointer; the compiler refuses one.
let safe = settings + [.strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error)]

/// Modules that work through pixels are optimised in debug builds too: their tests take a fiftieth of the time, and leave
/// the processor to tests that wait for a network.
let overPixels: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The release program holds Swift's own libraries: it needs no Swift where it runs, starts faster and takes less memory.
/// What the static libraries need in turn stands in each module that is compiled for them; one is enough.
let standalone: [SwiftSetting] = [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux], configuration: .release))]

/// Nothing else links with the program, so it exports no names, and its relocations are packed: both are read whole at
/// every start, 6 MB of them.
///
/// FFmpeg is loaded at first use (`FFmpegLibraries`), so its libraries are left out here, and its functions stay open until
/// they are called. What else is missing shows in a debug build, which is linked in full, and in a test that closes all
/// that is open.
let linkStandalone: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker",
            "pack-relative-relocs", "-Xlinker", "-z", "-Xlinker", "lazy", "-Xlinker", "--unresolved-symbols=ignore-all",
            "-Xlinker", "--remap-inputs=*/libav*.so=/dev/null", "-Xlinker", "--remap-inputs=*/libsw*.so=/dev/null",
        ], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
    name: "dailies",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "dailies", targets: ["dailies"]),
        .library(name: "DailiesKit", targets: ["DailiesKit", "Timing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // The system's libraries.
        .systemLibrary(
            name: "CFFmpeg", pkgConfig: "libavformat",
            providers: [
                .apt([
                    "libavformat-dev", "libavcodec-dev", "libavutil-dev", "libavfilter-dev", "libswscale-dev",
                    "libswresample-dev",
                ])
            ]),
        .systemLibrary(name: "CEBUR128", pkgConfig: "libebur128", providers: [.apt(["libebur128-dev"])]),

        // The data flow, from the file to the stored clip. Arrows point down only.
        .target(name: "Timing", swiftSettings: safe),
        .target(name: "JSON", swiftSettings: safe),
        .target(name: "CPixels"),
        .target(name: "Media", dependencies: ["CFFmpeg", "CPixels", "Timing"], swiftSettings: settings),
        .target(
            name: "Analysis", dependencies: ["CEBUR128", "CPixels", "Timing"], swiftSettings: settings + overPixels),
        .target(name: "Render", dependencies: ["Media", "Timing"], swiftSettings: settings),
        .target(name: "Conformance", dependencies: ["Timing"], swiftSettings: safe),
        .target(
            name: "Apiframe",
            dependencies: [
                "JSON", "Timing", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .target(
            name: "Fetch",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .target(
            name: "Library",
            dependencies: [
                "JSON", "Timing", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ], exclude: ["Pages/Templates"], swiftSettings: settings, plugins: ["EmbedFiles"]),
        .target(
            name: "Pipeline",
            dependencies: [
                "JSON", "Timing", "Media", "Analysis", "Render", "Conformance", "Apiframe", "Fetch", "Library", "Yams",
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: settings, plugins: ["EmbedFiles"]),
        .target(
            name: "Service",
            dependencies: [
                "Apiframe", "Fetch", "Library", "Pipeline", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ], swiftSettings: settings),
        .executableTarget(
            name: "dailies",
            dependencies: [
                "Pipeline", "Apiframe", "Conformance", "Fetch", "JSON", "Library", "Render", "Service", "Timing",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Sources/CLI", swiftSettings: settings + standalone, linkerSettings: linkStandalone),

        // What other programs use: clips and what becomes of them, with the pipeline behind it; and the example of its
        // documentation, which is no product.
        .target(
            name: "DailiesKit", dependencies: ["Apiframe", "Library", "Pipeline", "Timing"],
            swiftSettings: safe),
        .executableTarget(name: "ExampleReview", dependencies: ["DailiesKit"], swiftSettings: safe),

        // Presets, and the pages' templates, are files that are compiled into the program.
        .executableTarget(name: "FileEmbedder", swiftSettings: settings),
        .plugin(
            name: "EmbedFiles", capability: .buildTool(), dependencies: ["FileEmbedder"], path: "Sources/EmbedFiles"),

        // Measures loops over pixels: scripts/bench-kernels.
        .executableTarget(
            name: "kernels", dependencies: ["Analysis", "Media"], path: "Tests/Kernels", swiftSettings: settings),
        .target(name: "Support", dependencies: ["Timing"], path: "Tests/Support", swiftSettings: settings),
        .testTarget(name: "TimingTests", dependencies: ["Timing", "Support"], swiftSettings: settings),
        .testTarget(name: "MediaTests", dependencies: ["Media", "Support"], swiftSettings: settings),
        .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "Support"], swiftSettings: settings),
        .testTarget(name: "RenderTests", dependencies: ["Render", "Media", "Support"], swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests", dependencies: ["Conformance", "Timing", "Support"], swiftSettings: settings),
        .testTarget(name: "ApiframeTests", dependencies: ["Apiframe", "Timing", "Support"], swiftSettings: settings),
        .testTarget(name: "FetchTests", dependencies: ["Fetch", "Support"], swiftSettings: settings),
        .testTarget(
            name: "LibraryTests", dependencies: ["Library", "Support"], exclude: ["Goldens"],
            swiftSettings: settings),
        .testTarget(name: "PipelineTests", dependencies: ["Pipeline", "Support"], swiftSettings: settings),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "Apiframe", "JSON", "Library", "Pipeline", "Support",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ], swiftSettings: settings),
        .testTarget(
            name: "DailiesKitTests", dependencies: ["DailiesKit", "ExampleReview", "Timing", "Support"],
            swiftSettings: settings),
        .testTarget(name: "CLITests", dependencies: ["dailies", "Support"], swiftSettings: settings),
    ]
)
