internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Parses the command line, runs the command, and turns what it threw into the contract's exit codes.
@main
enum Main {
    static func main() async { await runAndExit() }

    private nonisolated static func runAndExit() async -> Never {
        // A reader that has left (`| head`) shows as a failed write; the work folder is still tidied up.
        signal(SIGPIPE, SIG_IGN)
        if CommandLine.arguments.dropFirst().first == ProbeProcess.argument {
            ProbeProcess.serve()
            exit(ExitCode.done.rawValue)
        }
        do {
            let layers = try SettingLayers(
                Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
            var command = try Dailies.parseAsRoot(layers.arguments)
            SecretArguments.hide()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit(ExitCode.done.rawValue)
        } catch {
            exit(ExitCode.report(error))
        }
    }
}

/// The program's commands.
struct Dailies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dailies",
        abstract: "Stores, checks, cuts, thumbnails and documents generated video clips, in one decode.",
        discussion: """
            EXAMPLES:
              dailies demo                         make a small clip and process it
              dailies process clip.mp4             everything, into ./library
              dailies process *.mp4 --spec uhd-60  and judge each against a spec
              dailies fetch https://…/clip.mp4     only download and store
              dailies shots clip.mp4 --json        only the shot boundaries

            EXIT CODES:
              0    done, and every check passed or only warned
              1    done, but a clip failed its spec; all files were written
              2    the command line or a preset is wrong
              3    the input is missing, not media, or damaged beyond use
              4    the network, the server or the API failed, or refused the credentials
              5    the output could not be written
              70   a fault of ours
              130  stopped by SIGINT, 143 by SIGTERM; nothing half-written is visible
            """,
        version: Banner.version,
        subcommands: [
            ProcessCommand.self, FetchCommand.self, GenerateCommand.self, JobCommand.self, QueueCommand.self,
            WorkCommand.self, WatchCommand.self, ServeCommand.self, ProbeCommand.self,
            CheckCommand.self, ShotsCommand.self,
            SplitCommand.self,
            ThumbsCommand.self, ProxyCommand.self, LibraryCommand.self, DemoCommand.self, DoctorCommand.self,
        ])
}
