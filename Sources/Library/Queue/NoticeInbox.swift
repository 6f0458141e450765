package import Foundation

/// Keeps what providers tell, and enters the jobs that follow from it.
package protocol NoticeInbox: Sendable {
    /// Keeps notices, all or none; when this returns, the disk has them and their jobs are in the queue. One that came
    /// before changes nothing. Gives, for each, whether it is new.
    func accept(_ notices: [Notice]) async throws -> [Bool]

    /// What was last told of a provider's job; `nil` where nothing was.
    func standing(of jobID: String) async throws -> JobStanding?

    /// Drops notices that came before `date`, and gives how many. What follows from them stays.
    func drop(before date: Date) async throws -> Int
}

/// How a provider's job stands by what was told of it. What is over stays over: notices come in any order.
package struct JobStanding: Sendable, Equatable {
    package let report: Notice.Report
    /// When it was told.
    package let toldAt: Date
}
