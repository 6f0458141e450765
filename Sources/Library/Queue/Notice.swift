package import Foundation
internal import Crypto

/// What a provider told of one of its jobs, unasked, as it came.
package struct Notice: Sendable, Equatable {
    /// What became of the job, by this notice.
    package enum Report: Sendable, Equatable {
        /// Its clips can be fetched.
        case completed
        case failed(reason: String?)
        /// It is at work; percent, where that is said.
        case progress(Int?)
        /// Nothing that we know the meaning of.
        case unknown
    }

    /// The bytes as they came. They may hold a signed URL, which is a secret.
    package let body: Data
    /// The provider's word for it.
    package let event: String
    /// The provider's id of the job; `nil` where none is named.
    package let jobID: String?
    package let report: Report
    /// The jobs that follow from it.
    package let orders: [JobOrder]

    /// A notice from which `orders` follow; unless told, a completed job's own.
    package init(body: Data, event: String, jobID: String?, report: Report, orders: [JobOrder]? = nil) {
        self.body = body
        self.event = event
        self.jobID = jobID
        self.report = report
        self.orders = orders ?? (report == .completed ? jobID.map { [JobOrder(.job, $0)] } ?? [] : [])
    }

    /// Notices of the same bytes are one: nothing else tells a repeated delivery from a new one.
    var digest: Data { Data(SHA256.hash(data: body)) }
}
