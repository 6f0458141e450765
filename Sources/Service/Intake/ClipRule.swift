internal import Apiframe
internal import Fetch
internal import Library
internal import Pipeline

/// What is done when a delivery says that a job is complete.
package enum ClipRule: Sendable, Equatable {
    /// The provider is asked about the job: what a delivery says of it beside its id is not believed.
    case askProvider
    /// There is no key to ask with: the delivery's own URLs are used, of these hosts alone. "*.example.org" stands for all
    /// hosts below example.org.
    case hosts([String])

    /// The vendor's hosts for finished clips.
    package static var vendorHosts: [String] { ["cdn.apiframe.ai", "cdn2.apiframe.ai", "*.cdn.apiframe.ai"] }

    /// The jobs that follow from a delivery.
    func orders(from event: WebhookEvent) -> [JobOrder] {
        switch self {
        case .askProvider: [JobOrder(.job, event.jobID)]
        case .hosts(let hosts):
            event.job.clipURLs.filter { allows($0, hosts) }.enumerated().map { index, url in
                // Known by the job, so that signing a clip's URL anew does not make it another job.
                JobOrder(.url, url, key: "job:\(event.jobID)" + (index == 0 ? "" : "/\(index + 1)"))
            }
        }
    }

    private func allows(_ url: String, _ hosts: [String]) -> Bool {
        guard let host = try? RemoteURL(url).host.lowercased() else { return false }
        return hosts.contains { rule in
            let rule = rule.lowercased()
            return rule.hasPrefix("*.") ? host.hasSuffix(rule.dropFirst()) && host.count >= rule.count : host == rule
        }
    }
}
