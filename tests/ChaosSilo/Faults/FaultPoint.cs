namespace AiDevFramework.ChaosSilo.Faults;

/// <summary>Where in the life of a step a fault can strike. The K numbers are those of the reliability catalogue.</summary>
internal enum FaultPoint
{
    /// <summary>K0: a create, start, retry or cancel is stored, nobody has been told.</summary>
    AcceptCommitted,

    /// <summary>K1: a run is taken over, nothing has been done with it.</summary>
    TakeoverCommitted,

    /// <summary>K2: a model call is decided on, nothing has been sent.</summary>
    BeforeCall,

    /// <summary>K3: the request is on its way, no answer has come.</summary>
    RequestSent,

    /// <summary>K4: a part of the answer has come.</summary>
    MidAnswer,

    /// <summary>K5: an answer is read and judged, the batch with it is not yet sent.</summary>
    BeforeCommit,

    /// <summary>K6: the database has committed a batch, the writer has not seen the answer.</summary>
    CommitSent,

    /// <summary>K7: a step's result is stored, its events are not published.</summary>
    Committed,

    /// <summary>K8: events are published, the next step has not begun.</summary>
    Published,

    /// <summary>K9: the end of a run is stored.</summary>
    LastCommitted,

    /// <summary>An answer is stored, and with it that parts of a document are asked for anew: nothing has been asked.</summary>
    MendOrdered,

    /// <summary>As <see cref="BeforeCall"/>, of a call that mends.</summary>
    MendBeforeCall,

    /// <summary>As <see cref="RequestSent"/>, of a call that mends.</summary>
    MendRequestSent,

    /// <summary>As <see cref="MidAnswer"/>, of a call that mends.</summary>
    MendMidAnswer,

    /// <summary>As <see cref="BeforeCommit"/>, of a batch with the answer to a mend.</summary>
    MendBeforeCommit,

    /// <summary>The answer to a mend is stored, and nobody has been told.</summary>
    MendCommitted,
}
